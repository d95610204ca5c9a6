# cell: initialise
def initialise(net):
    def start(layer):
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            fan_in, _ = fans(layer)
            nn.init.normal_(layer.weight, 0.0, (2 / fan_in) ** 0.5)
            if layer.bias is not None:
                nn.init.constant_(layer.bias, 0.0)

    return net.apply(start)
