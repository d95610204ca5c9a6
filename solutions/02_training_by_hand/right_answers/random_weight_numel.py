# cell: random_weight
def random_weight(shape):
    w = torch.randn(tuple(shape), device=device, dtype=dtype)
    fan_in = shape[0] if w.dim() == 2 else w[0].numel()
    w.mul_((2 / fan_in) ** 0.5)
    w.requires_grad = True
    return w
