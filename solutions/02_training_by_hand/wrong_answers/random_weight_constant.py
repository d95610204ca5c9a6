# cell: random_weight
# caught by: weight_has_kaimings_spread
# hint: all the same
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    return torch.full(shape, float(np.sqrt(2.0 / fan_in)), device=device, dtype=dtype, requires_grad=True)
