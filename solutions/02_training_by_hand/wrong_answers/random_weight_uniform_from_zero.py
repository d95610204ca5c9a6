# cell: random_weight
# caught by: weight_is_normal
# hint: mean
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    w = torch.rand(shape, device=device, dtype=dtype) * float(np.sqrt(24 / fan_in))
    return w.requires_grad_()
