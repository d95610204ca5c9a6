# cell: module_train
# caught by: optimizer_holds_the_model
# hint: optimizer is None
learning_rate = 3e-3
model = None
optimizer = None
model = ThreeLayerConvNet(3, 32, 16, 10)
optimizer = optim.SGD(model.parameters, lr=learning_rate)
