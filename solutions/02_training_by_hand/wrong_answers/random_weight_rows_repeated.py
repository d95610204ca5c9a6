# cell: random_weight
# caught by: weight_is_normal
# hint: entries are the same
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    w = torch.randn(shape[-1], device=device, dtype=dtype).repeat(*shape[:-1], 1) * 1.0
    w = w / w.std() * float(np.sqrt(2.0 / fan_in))
    return (w - w.mean()).requires_grad_()
