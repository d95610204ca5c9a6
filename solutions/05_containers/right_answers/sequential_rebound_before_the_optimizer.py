# cell: sequential
channel_1 = 32
channel_2 = 16
learning_rate = 3e-3
model = nn.Sequential(
    nn.Conv2d(3, channel_1, 5, padding=2),
    nn.ReLU(),
    nn.Conv2d(channel_1, channel_2, 3, padding=1),
    nn.ReLU(),
    Flatten(),
    nn.Linear(channel_2 * 32 * 32, 10),
)
model[0].weight = nn.Parameter(random_weight((channel_1, 3, 5, 5)))
model[2].weight = nn.Parameter(random_weight((channel_2, channel_1, 3, 3)))
model[0].bias = nn.Parameter(zero_weight((channel_1,)))
optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
