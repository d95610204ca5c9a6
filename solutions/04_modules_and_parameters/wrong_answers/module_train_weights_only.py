# cell: module_train
# caught by: optimizer_holds_the_model
# hint: does not hold
learning_rate = 3e-3
model = ThreeLayerConvNet(3, 32, 16, 10)
optimizer = optim.SGD([p for n, p in model.named_parameters() if "weight" in n], lr=learning_rate)
