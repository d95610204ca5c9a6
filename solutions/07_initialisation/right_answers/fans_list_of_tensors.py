# cell: fans
def fans(layer):
    shape = torch.tensor(layer.weight.shape)
    window = shape[2:].prod()
    groups = layer.groups if isinstance(layer, nn.Conv2d) else 1
    return [shape[1] * window, shape[0] * window // groups]
