# cell: random_weight
# caught by: weight_has_kaimings_spread
# hint: square root is missing
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    return torch.normal(0.0, float(2 / fan_in), size=shape, device=device, dtype=dtype, requires_grad=True)
