# cell: initialise
# caught by: deep_accuracy
# hint: Guessing
# misconception: 32
# test: test_deep_accuracy
def initialise(net):
    for layer in net.children():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            fan_in = layer.weight.shape[1]
            weight = layer.weight.detach()
            weight = torch.randn_like(weight) * math.sqrt(2 / fan_in)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
