# cell: module_train
# caught by: optimizer_is_plain_sgd
# hint: Adam, does not take steps of plain SGD
learning_rate = 3e-3
channel_1 = 32
channel_2 = 16

model = ThreeLayerConvNet(3, channel_1, channel_2, 10)
optimizer = optim.Adam(model.parameters(), lr=learning_rate)
