# cell: module_train
# caught by: model_is_the_convnet
# hint: channel_1 = 32
learning_rate = 3e-3
model = ThreeLayerConvNet(in_channel=3, channel_1=12, channel_2=8, num_classes=10)
optimizer = optim.SGD(model.parameters(), lr=learning_rate)
