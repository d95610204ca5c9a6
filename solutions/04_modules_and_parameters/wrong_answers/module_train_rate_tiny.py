# cell: module_train
# caught by: model_accuracy
# hint: held-out images
learning_rate = 3e-5
model = ThreeLayerConvNet(3, 32, 16, 10)
optimizer = optim.SGD(model.parameters(), lr=learning_rate)
