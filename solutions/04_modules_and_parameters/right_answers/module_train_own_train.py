# cell: module_train
learning_rate = 5e-3
model = ThreeLayerConvNet(3, 32, 16, 10)
optimizer = optim.SGD(list(model.parameters()), learning_rate)


def train(net, epochs):
    for _ in range(epochs):
        for x, y in loader_train:
            optimizer.zero_grad()
            F.cross_entropy(net(x.to(device)), y.to(device)).backward()
            optimizer.step()


model = model.to(device)
train(model, 1)
model.eval()
