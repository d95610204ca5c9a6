# cell: module_train
# caught by: model_is_the_convnet
# hint: expected a ThreeLayerConvNet
learning_rate = 3e-3
model = nn.Sequential(
    nn.Conv2d(3, 32, 5, padding=2),
    nn.ReLU(),
    nn.Conv2d(32, 16, 3, padding=1),
    nn.ReLU(),
    nn.Flatten(),
    nn.Linear(16 * 32 * 32, 10),
)
optimizer = optim.SGD(model.parameters(), lr=learning_rate)
