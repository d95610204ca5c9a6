# cell: sequential
import warnings
channel_1 = 32
channel_2 = 16
learning_rate = 1e-2
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    model = nn.Sequential(
        nn.LazyConv2d(channel_1, 5, padding=2),
        nn.ReLU(),
        nn.LazyConv2d(channel_2, 3, padding=1),
        nn.ReLU(),
        nn.Flatten(),
        nn.LazyLinear(10),
    )
optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
