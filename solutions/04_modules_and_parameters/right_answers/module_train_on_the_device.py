# cell: module_train
channel_1 = 32
channel_2 = 16
model = ThreeLayerConvNet(3, channel_1, channel_2, 10).to(device=device)
optimizer = torch.optim.SGD(model.parameters(), lr=1e-2, momentum=0)
