# cell: zero_weight
def zero_weight(shape):
    return (torch.randn(shape, device=device, dtype=dtype) * 0).detach().requires_grad_()
