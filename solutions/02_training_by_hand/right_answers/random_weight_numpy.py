# cell: random_weight
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    values = np.random.randn(*shape) * np.sqrt(2.0 / fan_in)
    return torch.tensor(values, device=device, dtype=dtype, requires_grad=True)
