# cell: module_train
# caught by: optimizer_holds_the_model
# hint: expected optim.SGD
learning_rate = 3e-3
model = ThreeLayerConvNet(3, 32, 16, 10)
optimizer = optim.SGD
