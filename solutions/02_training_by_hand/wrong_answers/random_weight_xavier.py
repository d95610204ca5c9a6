# cell: random_weight
# caught by: weight_has_kaimings_spread
# hint: standard deviation
def random_weight(shape):
    w = torch.empty(shape, device=device, dtype=dtype)
    nn.init.xavier_normal_(w)
    return w.requires_grad_()
