# cell: random_weight
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    w = torch.randn(shape, device=device, dtype=dtype, requires_grad=True) * np.sqrt(2 / fan_in)
    return w.detach().requires_grad_()
