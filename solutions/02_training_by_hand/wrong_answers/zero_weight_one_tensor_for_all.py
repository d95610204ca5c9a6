# cell: zero_weight
# caught by: zeros_are_leaves
# hint: same memory
def zero_weight(shape):
    if not hasattr(zero_weight, 'made'):
        zero_weight.made = {}
    if shape not in zero_weight.made:
        zero_weight.made[shape] = torch.zeros(shape, device=device, dtype=dtype, requires_grad=True)
    return zero_weight.made[shape]
