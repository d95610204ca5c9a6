# cell: module_train
# caught by: model_is_the_convnet
# hint: in the order of __init__
learning_rate = 3e-3
channel_1 = 32
channel_2 = 16

model = ThreeLayerConvNet(3, channel_2, channel_1, 10)
optimizer = optim.SGD(model.parameters(), lr=learning_rate)
