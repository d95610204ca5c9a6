# cell: initialise
# caught by: weights_have_kaimings_spread
# hint: forgets the window
# misconception: 31
def initialise(net):
    for layer in net.modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            fan_in = layer.weight.shape[1]
            nn.init.normal_(layer.weight, std=math.sqrt(2 / fan_in))
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
