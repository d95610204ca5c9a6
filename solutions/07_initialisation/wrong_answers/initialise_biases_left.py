# cell: initialise
# caught by: biases_are_zero_and_the_rest_stays
# hint: not zero
def initialise(net):
    for layer in net.modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            fan_in = layer.weight[0].numel()
            nn.init.normal_(layer.weight, std=math.sqrt(2 / fan_in))
            pass
