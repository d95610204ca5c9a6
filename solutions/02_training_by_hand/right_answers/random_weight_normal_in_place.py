# cell: random_weight
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    w = torch.empty(shape, device=device, dtype=dtype)
    w.normal_(0, float(np.sqrt(2 / fan_in)))
    return w.requires_grad_(True)
