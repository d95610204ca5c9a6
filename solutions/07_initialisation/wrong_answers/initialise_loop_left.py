# cell: initialise
# caught by: every_layer_is_reached
# hint: any depth
# misconception: 29
def initialise(net):
    for layer in net.children():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            fan_in = layer.weight[0].numel()
            nn.init.normal_(layer.weight, std=math.sqrt(2 / fan_in))
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
