# cell: sequential
# caught by: model_is_a_sequential
# hint: is the class
channel_1 = 32
channel_2 = 16
learning_rate = 1e-2


class model(nn.Sequential):
    def __init__(self):
        super().__init__(
            nn.Conv2d(3, 32, 5, padding=2), nn.ReLU(),
            nn.Conv2d(32, 16, 3, padding=1), nn.ReLU(),
            nn.Flatten(), nn.Linear(16 * 32 * 32, 10),
        )


optimizer = optim.SGD(model().parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
