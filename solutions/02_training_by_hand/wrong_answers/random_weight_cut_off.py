# cell: random_weight
# caught by: weight_has_kaimings_spread
# hint: standard deviation
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    w = torch.empty(shape, device=device, dtype=dtype)
    s = float(np.sqrt(2 / fan_in))
    nn.init.trunc_normal_(w, std=s, a=-2 * s, b=2 * s)
    return w.requires_grad_()
