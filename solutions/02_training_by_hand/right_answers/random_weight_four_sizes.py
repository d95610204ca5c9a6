# cell: random_weight
def random_weight(shape):
    if len(shape) == 4:
        out_channels, in_channels, height, width = shape
        fan_in = in_channels * height * width
    elif len(shape) == 2:
        fan_in, _ = shape
    w = torch.randn(shape, dtype=dtype, device=device) * np.sqrt(2 / fan_in)
    w.requires_grad = True
    return w
