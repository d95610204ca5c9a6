# cell: random_weight
# caught by: weight_has_kaimings_spread
# hint: standard deviation
def random_weight(shape):
    fan_in = max(shape) if len(shape) == 2 else np.prod(shape[1:])
    w = torch.randn(shape, device=device, dtype=dtype) * np.sqrt(2.0 / fan_in)
    w.requires_grad = True
    return w
