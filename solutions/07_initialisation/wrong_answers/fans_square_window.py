# cell: fans
# caught by: fans_of_a_convolution
# hint: need not be square
# misconception: 13
def fans(layer):
    if isinstance(layer, nn.Linear):
        return layer.in_features, layer.out_features
    k = layer.kernel_size[0]
    return layer.in_channels // layer.groups * k ** 2, layer.out_channels // layer.groups * k ** 2
