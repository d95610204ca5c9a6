# cell: zero_weight
def zero_weight(shape):
    return nn.Parameter(torch.zeros(shape, device=device, dtype=dtype))
