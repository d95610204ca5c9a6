# cell: initialise
# caught by: parameters_are_filled_in_place
# hint: new object
# misconception: 32
def initialise(net):
    for layer in net.modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            fan_in = layer.weight[0].numel()
            layer.weight = nn.Parameter(torch.randn_like(layer.weight) * math.sqrt(2 / fan_in))
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
