# cell: sequential
class ConvNet(nn.Sequential):
    def __init__(self, channel_1, channel_2):
        super().__init__(
            nn.Conv2d(3, channel_1, 5, padding=2),
            nn.ReLU(),
            nn.Conv2d(channel_1, channel_2, 3, padding=1),
            nn.ReLU(),
            nn.Flatten(),
            nn.Linear(channel_2 * 32 * 32, 10),
        )


channel_1 = 32
channel_2 = 16
learning_rate = 1e-2
model = ConvNet(channel_1, channel_2)
optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
