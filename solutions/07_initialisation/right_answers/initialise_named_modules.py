# cell: initialise
def initialise(net):
    for name, layer in net.named_modules():
        if not isinstance(layer, (nn.Conv2d, nn.Linear)):
            continue
        nn.init.kaiming_normal_(layer.weight, mode="fan_in", nonlinearity="relu")
        print(f"{name}: {layer.weight.std().item():.3f}")
        for key, parameter in layer.named_parameters():
            if key == "bias":
                nn.init.zeros_(parameter)
