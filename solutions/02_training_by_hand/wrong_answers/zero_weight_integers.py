# cell: zero_weight
# caught by: zeros_are_leaves
# hint: only tensors of floating point
# misconception: 40
def zero_weight(shape):
    return torch.zeros(shape, device=device, dtype=torch.int64).requires_grad_()
