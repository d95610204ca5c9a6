# cell: zero_weight
def zero_weight(shape):
    return torch.full(shape, 0.0, device=device, dtype=dtype, requires_grad=True)
