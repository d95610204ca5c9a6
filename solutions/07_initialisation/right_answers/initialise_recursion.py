# cell: initialise
def initialise(net):
    for layer in net.children():
        if isinstance(layer, nn.Conv2d) or isinstance(layer, nn.Linear):
            fan_in = math.prod(layer.weight.shape[1:])
            with torch.no_grad():
                layer.weight.copy_(torch.randn_like(layer.weight) * math.sqrt(2 / fan_in))
                if layer.bias is not None:
                    layer.bias.zero_()
        initialise(layer)
