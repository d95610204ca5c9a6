# cell: fans
# caught by: fans_of_a_linear_layer
# hint: counts the bias
def fans(layer):
    extra = 0 if layer.bias is None else 1
    if isinstance(layer, nn.Linear):
        return layer.in_features + extra, layer.out_features
    k = math.prod(layer.kernel_size)
    return layer.in_channels // layer.groups * k + extra, layer.out_channels // layer.groups * k
