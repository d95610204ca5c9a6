# cell: sequential
channel_1 = 32
channel_2 = 16
learning_rate = 1e-2
model = nn.Sequential(
    nn.ZeroPad2d(2),
    nn.Conv2d(3, channel_1, 5),
    nn.ReLU(),
    nn.ZeroPad2d(1),
    nn.Conv2d(channel_1, channel_2, 3),
    nn.ReLU(),
    nn.Flatten(),
    nn.Linear(channel_2 * 32 * 32, 10),
    nn.Identity(),
)
optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
