# cell: module_train
# caught by: model_is_the_convnet
# hint: 10 classes
learning_rate = 3e-3
model = ThreeLayerConvNet(3, 32, 16, 100)
optimizer = optim.SGD(model.parameters(), lr=learning_rate)
