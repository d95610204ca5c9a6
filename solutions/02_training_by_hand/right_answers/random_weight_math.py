# cell: random_weight
def random_weight(shape):
    import math
    fan_in = shape[0] if len(shape) == 2 else math.prod(shape[1:])
    return (torch.randn(shape, device=device, dtype=dtype) * math.sqrt(2 / fan_in)).requires_grad_()
