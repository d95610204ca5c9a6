# cell: random_weight
# caught by: weight_has_kaimings_spread
# hint: does not belong
# misconception: 31
def random_weight(shape):
    fan_in = shape[0] if len(shape) == 2 else np.prod(shape)
    w = torch.randn(shape, device=device, dtype=dtype) * np.sqrt(2.0 / fan_in)
    w.requires_grad = True
    return w
