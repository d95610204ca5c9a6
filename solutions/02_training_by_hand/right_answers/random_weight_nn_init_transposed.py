# cell: random_weight
def random_weight(shape):
    w = torch.empty(shape, device=device, dtype=dtype, requires_grad=True)
    nn.init.kaiming_normal_(w.t() if len(shape) == 2 else w)
    return w
