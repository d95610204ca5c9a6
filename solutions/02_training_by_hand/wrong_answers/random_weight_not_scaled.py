# cell: random_weight
# caught by: weight_has_kaimings_spread
# hint: not scaled
def random_weight(shape):
    return torch.randn(shape, device=device, dtype=dtype, requires_grad=True)
