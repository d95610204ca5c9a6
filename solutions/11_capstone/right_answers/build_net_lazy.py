# cell: build_net
def build_net():
    layers = []
    for channels in (16, 32):
        layers += [nn.LazyConv2d(channels, 3, padding="same"), nn.LazyBatchNorm2d(), nn.ReLU(), nn.MaxPool2d(2)]
    net = nn.Sequential(*layers, nn.Flatten(start_dim=1), nn.LazyLinear(10))
    net(torch.zeros(2, 3, 32, 32))
    return net
