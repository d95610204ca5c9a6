# cell: random_weight
# caught by: weight_is_normal
# hint: not normal
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    bound = float(np.sqrt(6 / fan_in))
    w = torch.rand(shape, device=device, dtype=dtype) * 2 * bound - bound
    return w.requires_grad_()
