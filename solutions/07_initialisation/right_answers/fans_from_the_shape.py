# cell: fans
def fans(layer):
    fan_in = layer.weight[0].numel()
    fan_out = layer.weight[:, 0].numel() // getattr(layer, "groups", 1)
    return fan_in, fan_out
