# cell: zero_weight
# caught by: zeros_are_leaves
# hint: float64
# misconception: 40
def zero_weight(shape):
    return torch.from_numpy(np.zeros(shape)).requires_grad_()
