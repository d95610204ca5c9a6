# cell: module_train
learning_rate = 3e-3
channel_1, channel_2 = 32, 16
model = ThreeLayerConvNet(3, channel_1, channel_2, 10)
weights = [p for p in model.parameters() if p.ndim > 1]
biases = [p for p in model.parameters() if p.ndim == 1]
optimizer = optim.SGD([{"params": weights}, {"params": biases, "lr": 2e-2}], lr=learning_rate)
