# cell: sequential
model = nn.Sequential()
model.add_module("conv1", nn.Conv2d(in_channels=3, out_channels=32, kernel_size=5, padding=2))
model.add_module("relu1", nn.ReLU())
model.add_module("conv2", nn.Conv2d(in_channels=32, out_channels=16, kernel_size=3, padding=1))
model.add_module("relu2", nn.ReLU())
model.add_module("flat", Flatten())
model.add_module("fc", nn.Linear(in_features=16384, out_features=10))
optimizer = optim.SGD(model.parameters(), 1e-2, 0.9, nesterov=True)
