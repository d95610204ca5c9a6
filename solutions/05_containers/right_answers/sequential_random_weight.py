# cell: sequential
channel_1 = 32
channel_2 = 16
learning_rate = 5e-3
model = nn.Sequential(
    nn.Conv2d(3, channel_1, 5, padding=2),
    nn.ReLU(),
    nn.Conv2d(channel_1, channel_2, 3, padding=1),
    nn.ReLU(),
    Flatten(),
    nn.Linear(channel_2 * 32 * 32, 10),
)
model[0].weight.data = random_weight((channel_1, 3, 5, 5))
model[0].bias.data = zero_weight((channel_1,))
model[2].weight.data = random_weight((channel_2, channel_1, 3, 3))
model[2].bias.data = zero_weight((channel_2,))
model[5].weight.data = random_weight((channel_2 * 32 * 32, 10)).t()
model[5].bias.data = zero_weight((10,))
model = model.to(device)
optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
