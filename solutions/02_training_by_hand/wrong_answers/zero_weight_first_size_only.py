# cell: zero_weight
# caught by: zeros_are_leaves
# hint: has shape
def zero_weight(shape):
    return torch.zeros(shape[0], device=device, dtype=dtype, requires_grad=True)
