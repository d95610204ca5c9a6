# cell: module_train
# caught by: optimizer_is_plain_sgd
# hint: plain SGD
learning_rate = 1e-3
model = ThreeLayerConvNet(3, 32, 16, 10)
optimizer = optim.RMSprop(model.parameters(), lr=learning_rate)
