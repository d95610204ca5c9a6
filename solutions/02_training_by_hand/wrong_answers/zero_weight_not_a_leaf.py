# cell: zero_weight
# caught by: zeros_are_leaves
# hint: not a leaf
# misconception: 5
def zero_weight(shape):
    return torch.randn(shape, device=device, dtype=dtype, requires_grad=True) * 0
