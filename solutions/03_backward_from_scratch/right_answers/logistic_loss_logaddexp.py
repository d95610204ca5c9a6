# cell: logistic_loss
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    zero = torch.zeros_like(z)
    return torch.mean(torch.logaddexp(zero, z) - y * z)
