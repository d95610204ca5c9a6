# cell: zero_weight
# caught by: zeros_are_leaves
# hint: expected a tensor
def zero_weight(shape):
    return np.zeros(shape)
