# cell: random_weight
# caught by: weight_has_kaimings_spread
# hint: wrong way round
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    w = torch.randn(shape, device=device, dtype=dtype) * np.sqrt(fan_in / 2.0)
    w.requires_grad = True
    return w
