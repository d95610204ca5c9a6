# cell: sequential
# caught by: model_is_a_sequential
# hint: model is None
# misconception: 27
channel_1 = 32
channel_2 = 16
learning_rate = 1e-2

model = None
optimizer = None

net = nn.Sequential(
    nn.Conv2d(3, channel_1, 5, padding=2),
    nn.ReLU(),
    nn.Conv2d(channel_1, channel_2, 3, padding=1),
    nn.ReLU(),
    nn.Flatten(),
    nn.Linear(channel_2 * 32 * 32, 10),
)
net.parameters = [net[0].weight, net[2].weight, net[5].weight]
optimizer = optim.SGD(net.parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
model = net
