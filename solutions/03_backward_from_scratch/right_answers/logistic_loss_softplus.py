# cell: logistic_loss
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    return (F.softplus(z) - y * z).mean()
