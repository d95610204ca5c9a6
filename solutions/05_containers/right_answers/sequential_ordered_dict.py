# cell: sequential
channel_1 = 32
channel_2 = 16
learning_rate = 1e-2

model = nn.Sequential(OrderedDict([
    ('conv1', nn.Conv2d(3, channel_1, 5, stride=1, padding=2)),
    ('relu1', nn.ReLU()),
    ('conv2', nn.Conv2d(channel_1, channel_2, 3, stride=1, padding=1)),
    ('relu2', nn.ReLU()),
    ('flatten', Flatten()),
    ('fc', nn.Linear(channel_2 * 32 * 32, 10)),
]))
optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
