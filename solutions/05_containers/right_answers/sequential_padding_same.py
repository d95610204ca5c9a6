# cell: sequential
channel_1 = 32
channel_2 = 16
learning_rate = 5e-3
relu = nn.ReLU()
model = nn.Sequential(
    nn.Conv2d(3, channel_1, 5, padding="same"),
    relu,
    nn.Conv2d(channel_1, channel_2, 3, padding="same"),
    relu,
    nn.Flatten(),
    nn.Linear(channel_2 * 32 * 32, 10, bias=True),
)
optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
