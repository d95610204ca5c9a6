# cell: module_train
# caught by: model_is_the_convnet
# hint: model is None
learning_rate = 3e-3
model = None
optimizer = None
net = ThreeLayerConvNet(3, 32, 16, 10)
sgd = optim.SGD(net.parameters(), lr=learning_rate)
