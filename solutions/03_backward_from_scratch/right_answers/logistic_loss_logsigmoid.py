# cell: logistic_loss
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    return -(y * F.logsigmoid(z) + (1 - y) * F.logsigmoid(-z)).mean()
