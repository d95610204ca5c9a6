# cell: fans
def fans(layer):
    fan_in, fan_out = nn.init._calculate_fan_in_and_fan_out(layer.weight)
    if isinstance(layer, nn.Conv2d):
        fan_out //= layer.groups
    return fan_in, fan_out
