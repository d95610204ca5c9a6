# cell: sequential
learning_rate = 1e-2
model = nn.Sequential()
model.append(nn.Conv2d(3, 32, 5, padding=2))
model.append(nn.ReLU())
model.append(nn.Conv2d(32, 16, 3, padding=1))
model.append(nn.ReLU())
model.append(nn.Flatten())
model.append(nn.Linear(16 * 32 * 32, 10))
optimizer = optim.SGD(params=model.parameters(), lr=learning_rate, nesterov=True, momentum=0.9)
