# cell: sequential
channel_1 = 32
channel_2 = 16
learning_rate = 1e-2


def init_weights(m):
    if type(m) == nn.Conv2d or type(m) == nn.Linear:
        random_weight(m.weight.size())
        zero_weight(m.bias.size())


model = nn.Sequential(
    nn.Conv2d(3, channel_1, (5, 5), padding=(2, 2)),
    nn.ReLU(),
    nn.Conv2d(channel_1, channel_2, (3, 3), padding=(1, 1)),
    nn.ReLU(),
    Flatten(),
    nn.Linear(channel_2 * 32 * 32, 10)
)
model.apply(init_weights)
optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
