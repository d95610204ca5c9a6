# cell: module_train
# caught by: model_is_the_convnet
# hint: expected a ThreeLayerConvNet
learning_rate = 3e-3
model = ThreeLayerConvNet
optimizer = optim.SGD(model(3, 32, 16, 10).parameters(), lr=learning_rate)
