# cell: initialise
# caught by: every_layer_is_reached
# hint: binds a name
# misconception: 32
def initialise(net):
    for layer in net.modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            fan_in = layer.weight.shape[1]
            weight = layer.weight.detach()
            weight = torch.randn_like(weight) * math.sqrt(2 / fan_in)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
