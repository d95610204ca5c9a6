# cell: initialise
# caught by: deep_accuracy
# hint: Guessing
# misconception: 29
# test: test_deep_accuracy
def initialise(net):
    for layer in net.children():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            fan_in = layer.weight[0].numel()
            nn.init.normal_(layer.weight, std=math.sqrt(2 / fan_in))
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
