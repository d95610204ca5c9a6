# cell: module_train
# caught by: optimizer_holds_the_model
# hint: does not require grad
learning_rate = 3e-3
model = ThreeLayerConvNet(3, 32, 16, 10)
for p in list(model.parameters())[:2]:
    p.requires_grad = False
optimizer = optim.SGD(model.parameters(), lr=learning_rate)
