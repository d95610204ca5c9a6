# cell: fans
# caught by: fans_of_a_linear_layer
# hint: swapped
def fans(layer):
    if isinstance(layer, nn.Linear):
        return layer.weight.shape[0], layer.weight.shape[1]
    k = layer.kernel_size[0] * layer.kernel_size[1]
    return layer.in_channels // layer.groups * k, layer.out_channels // layer.groups * k
