# cell: zero_weight
# caught by: zeros_are_leaves
# hint: return
def zero_weight(shape):
    w = torch.zeros(shape, device=device, dtype=dtype, requires_grad=True)
