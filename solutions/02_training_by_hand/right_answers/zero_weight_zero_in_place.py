# cell: zero_weight
def zero_weight(shape):
    w = torch.empty(shape, device=device, dtype=dtype).zero_()
    w.requires_grad_()
    return w
