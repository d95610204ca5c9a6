# cell: random_weight
# caught by: weight_is_normal
# hint: not normal
def random_weight(shape):
    w = torch.empty(shape, device=device, dtype=dtype)
    nn.init.kaiming_uniform_(w.t() if len(shape) == 2 else w)
    return w.requires_grad_()
