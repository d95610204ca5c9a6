# cell: module_train
# caught by: optimizer_is_plain_sgd
# hint: weight decay
learning_rate = 3e-3
model = ThreeLayerConvNet(3, 32, 16, 10)
optimizer = optim.SGD(model.parameters(), lr=learning_rate, weight_decay=0.01)
