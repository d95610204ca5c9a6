# cell: module_train
# caught by: optimizer_holds_the_model
# hint: no parameters of model
learning_rate = 3e-3
other = TwoLayerFC(3072, 100, 10)
model = ThreeLayerConvNet(3, 32, 16, 10)
optimizer = optim.SGD([*model.parameters(), *other.parameters()], lr=learning_rate)
