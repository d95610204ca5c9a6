# cell: logistic_loss
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    total = 0.0
    for logit, label in zip(z, y):
        total = total + torch.clamp(logit, min=0) - label * logit + torch.log1p(torch.exp(-abs(logit)))
    return total / z.shape[0]
