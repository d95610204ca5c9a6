# cell: zero_weight
def zero_weight(shape):
    return torch.zeros(size=shape, dtype=dtype, device=device, requires_grad=True)
