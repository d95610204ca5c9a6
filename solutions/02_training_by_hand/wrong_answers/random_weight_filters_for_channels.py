# cell: random_weight
# caught by: weight_has_kaimings_spread
# hint: fan-out
# misconception: 31
def random_weight(shape):
    fan_in = shape[0] if len(shape) == 2 else shape[0] * shape[2] * shape[3]
    w = torch.randn(shape, device=device, dtype=dtype) * np.sqrt(2.0 / fan_in)
    w.requires_grad = True
    return w
