# cell: random_weight
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    generator = torch.Generator()
    generator.seed()
    w = torch.randn(shape, generator=generator).to(device=device, dtype=dtype) * float(2 / fan_in) ** 0.5
    return w.requires_grad_()
