# cell: random_weight
def random_weight(shape):
    if len(shape) == 2:
        fan_in = shape[0]
    else:
        fan_in = np.prod(shape[1:])
    return (torch.randn(shape) * np.sqrt(2 / fan_in)).to(device).requires_grad_()
