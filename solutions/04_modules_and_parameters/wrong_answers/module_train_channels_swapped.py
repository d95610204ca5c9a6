# cell: module_train
# caught by: model_is_the_convnet
# hint: channel_1 = 32
learning_rate = 3e-3
channel_1 = 16
channel_2 = 32

model = ThreeLayerConvNet(3, channel_1, channel_2, 10)
optimizer = optim.SGD(model.parameters(), lr=learning_rate)
