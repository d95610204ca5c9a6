# cell: sequential
channel_1 = 32
channel_2 = 16
learning_rate = 1e-2
torch.manual_seed(0)
model = nn.Sequential(
    nn.Conv2d(3, channel_1, 5, padding=2),
    nn.ReLU(),
    nn.Conv2d(channel_1, channel_2, 3, padding=1),
    nn.ReLU(),
    nn.Flatten(),
    nn.Linear(channel_2 * 32 * 32, 10),
)
for layer in (model[0], model[2], model[5]):
    nn.init.kaiming_uniform_(layer.weight, nonlinearity="relu")
    nn.init.constant_(layer.bias, 0)
optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
