# cell: zero_weight
# caught by: zeros_are_zeros
# hint: not zero everywhere
def zero_weight(shape):
    return torch.full(shape, 0.01, device=device, dtype=dtype, requires_grad=True)
