# cell: zero_weight
# caught by: zeros_are_leaves
# hint: does not require grad
# misconception: 7
def zero_weight(shape):
    return torch.zeros(shape, device=device, dtype=dtype, requires_grad=True).detach()
