# cell: sequential
# caught by: layers_have_their_sizes
# hint: 16 channels of 26 x 26
# misconception: 17
channel_1 = 32
channel_2 = 16
learning_rate = 1e-2

model = nn.Sequential(
    nn.Conv2d(3, channel_1, 5),
    nn.ReLU(),
    nn.Conv2d(channel_1, channel_2, 3),
    nn.ReLU(),
    nn.Flatten(),
    nn.Linear(channel_2 * 26 * 26, 10),
)
optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
