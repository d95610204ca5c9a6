# cell: module_train
learning_rate = 3e-3
model = ThreeLayerConvNet(3, 32, 16, 10)
optimizer = optim.SGD(model.parameters(), lr=learning_rate)
train(model, optimizer, epochs=1)
