# cell: module_train
model = ThreeLayerConvNet(3, 32, 16, 10)
model.train()
optimizer = optim.SGD(params=model.named_parameters(), lr=2e-2, foreach=True)
