# cell: zero_weight
# caught by: zeros_are_leaves
# hint: only asks
def zero_weight(shape):
    w = torch.zeros(shape, device=device, dtype=dtype)
    w.requires_grad
    return w
