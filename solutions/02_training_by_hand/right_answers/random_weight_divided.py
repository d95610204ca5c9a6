# cell: random_weight
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    w = torch.randn(shape).to(device=device, dtype=dtype) / (fan_in / 2) ** 0.5
    w.requires_grad_()
    return w
