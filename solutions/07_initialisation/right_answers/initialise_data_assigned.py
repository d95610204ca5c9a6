# cell: initialise
def initialise(net):
    for layer in net.modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            fan_in = layer.weight[0].numel()
            layer.weight.data = torch.randn_like(layer.weight.data) * math.sqrt(2 / fan_in)
            if layer.bias is not None:
                layer.bias.data = torch.zeros_like(layer.bias.data)
