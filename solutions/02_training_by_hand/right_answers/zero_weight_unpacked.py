# cell: zero_weight
def zero_weight(shape):
    return torch.zeros(*shape, device=device, dtype=dtype).requires_grad_()
