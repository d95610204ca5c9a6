# cell: random_weight
# caught by: weight_is_a_leaf
# hint: does not require grad
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    return torch.randn(shape, device=device, dtype=dtype) * np.sqrt(2.0 / fan_in)
