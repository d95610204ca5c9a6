# cell: fans
# caught by: fans_of_a_convolution
# hint: fan-in is right
# misconception: 31
def fans(layer):
    if isinstance(layer, nn.Linear):
        return layer.in_features, layer.out_features
    kh, kw = layer.kernel_size
    return layer.weight.shape[1] * kh * kw, layer.out_channels
