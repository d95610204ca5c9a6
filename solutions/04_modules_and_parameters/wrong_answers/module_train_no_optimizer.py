# cell: module_train
# caught by: optimizer_holds_the_model
# hint: optimizer is None
learning_rate = 3e-3
channel_1 = 32
channel_2 = 16

model = None
optimizer = None
model = ThreeLayerConvNet(3, channel_1, channel_2, 10)
