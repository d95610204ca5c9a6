# cell: fans
# caught by: fans_of_a_linear_layer
# hint: return
def fans(layer):
    if isinstance(layer, nn.Linear):
        fan_in, fan_out = layer.in_features, layer.out_features
    else:
        window = math.prod(layer.kernel_size)
        fan_in = layer.in_channels // layer.groups * window
        fan_out = layer.out_channels // layer.groups * window
    print(fan_in, fan_out)
