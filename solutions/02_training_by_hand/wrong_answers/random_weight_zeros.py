# cell: random_weight
# caught by: weight_has_kaimings_spread
# hint: all the same
def random_weight(shape):
    return torch.zeros(shape, device=device, dtype=dtype, requires_grad=True)
