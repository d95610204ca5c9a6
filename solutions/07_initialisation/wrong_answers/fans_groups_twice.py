# cell: fans
# caught by: fans_of_a_convolution
# hint: twice
def fans(layer):
    if isinstance(layer, nn.Linear):
        return layer.in_features, layer.out_features
    out_channels, in_channels, kh, kw = layer.weight.shape
    return in_channels // layer.groups * kh * kw, out_channels // layer.groups * kh * kw
