# cell: random_weight
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    std = (2.0 / float(fan_in)) ** 0.5
    return torch.normal(0.0, std, size=shape, device=device, dtype=dtype, requires_grad=True)
