# cell: zero_weight
def zero_weight(shape):
    w = torch.zeros(shape, device=device, dtype=dtype)
    w.requires_grad = True
    return w
