# cell: random_weight
# caught by: weight_has_kaimings_spread
# hint: counts its filters
# misconception: 31
def random_weight(shape):
    fan_in = shape[0]
    w = torch.randn(shape, device=device, dtype=dtype) * np.sqrt(2.0 / fan_in)
    w.requires_grad = True
    return w
