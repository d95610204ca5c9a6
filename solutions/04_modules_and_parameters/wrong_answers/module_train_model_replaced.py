# cell: module_train
# caught by: optimizer_holds_the_model
# hint: those of another net
# misconception: 46
learning_rate = 3e-3
channel_1 = 32
channel_2 = 16

model = ThreeLayerConvNet(3, channel_1, channel_2, 10)
optimizer = optim.SGD(model.parameters(), lr=learning_rate)
model = ThreeLayerConvNet(3, channel_1, channel_2, 10).to(device)
