# cell: random_weight
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    scale = torch.sqrt(torch.tensor(2.0 / fan_in, device=device, dtype=dtype))
    return (scale * torch.randn(shape, device=device, dtype=dtype)).clone().detach().requires_grad_(True)
