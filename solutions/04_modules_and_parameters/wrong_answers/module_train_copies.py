# cell: module_train
# caught by: optimizer_holds_the_model
# hint: those of another net
learning_rate = 3e-3
model = ThreeLayerConvNet(3, 32, 16, 10)
params = [p.detach().clone().requires_grad_() for p in model.parameters()]
optimizer = optim.SGD(params, lr=learning_rate)
