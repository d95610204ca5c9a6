# cell: fans
# caught by: fans_of_a_convolution
# hint: forgets the groups
def fans(layer):
    if isinstance(layer, nn.Linear):
        return layer.in_features, layer.out_features
    window = layer.kernel_size[0] * layer.kernel_size[1]
    return layer.in_channels * window, layer.out_channels * window
