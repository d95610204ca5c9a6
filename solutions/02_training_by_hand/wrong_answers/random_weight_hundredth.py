# cell: random_weight
# caught by: weight_has_kaimings_spread
# hint: 0.01 whatever
def random_weight(shape):
    w = torch.randn(shape, device=device, dtype=dtype) * 0.01
    w.requires_grad = True
    return w
