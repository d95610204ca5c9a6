# cell: module_train
# caught by: model_is_the_convnet
# hint: expected a ThreeLayerConvNet
learning_rate = 1e-2
model = TwoLayerFC(3 * 32 * 32, 1000, 10)
optimizer = optim.SGD(model.parameters(), lr=learning_rate)
