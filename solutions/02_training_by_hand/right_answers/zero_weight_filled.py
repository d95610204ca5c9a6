# cell: zero_weight
def zero_weight(shape):
    w = torch.empty(shape, device=device, dtype=dtype)
    nn.init.zeros_(w)
    return w.requires_grad_(True)
