# cell: fans
def fans(layer):
    match layer:
        case nn.Linear():
            return layer.in_features, layer.out_features
        case nn.Conv2d():
            kh, kw = layer.kernel_size
            return layer.in_channels * kh * kw / layer.groups, layer.out_channels * kh * kw / layer.groups
