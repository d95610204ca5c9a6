# cell: module_train
learning_rate = 3e-3
channel_1 = 32
channel_2 = 16

model = None
optimizer = None
model = ThreeLayerConvNet(in_channel=3, channel_1=channel_1, channel_2=channel_2, num_classes=10)
optimizer = optim.SGD(model.parameters(), lr=learning_rate)

train_part34(model, optimizer)
