# cell: sequential
channel_1 = 32
channel_2 = 16
learning_rate = 1e-2


class MyFlatten(nn.Module):
    def forward(self, x):
        N = x.shape[0]
        return x.view(N, -1)


model = nn.Sequential(
    nn.Conv2d(3, channel_1, kernel_size=5, padding=2),
    nn.ReLU(),
    nn.Conv2d(channel_1, channel_2, kernel_size=3, padding=1),
    nn.ReLU(),
    MyFlatten(),
    nn.Linear(channel_2 * 32 * 32, 10),
)
optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
