# cell: zero_weight
# caught by: zeros_are_leaves
# hint: does not require grad
def zero_weight(shape):
    return torch.zeros(shape, device=device, dtype=dtype)
