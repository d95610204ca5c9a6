# cell: module_train
# caught by: optimizer_is_plain_sgd
# hint: has momentum 0.9
learning_rate = 3e-3
channel_1 = 32
channel_2 = 16

model = ThreeLayerConvNet(3, channel_1, channel_2, 10)
optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9)
