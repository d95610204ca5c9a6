# cell: logistic_loss
# caught by: loss_is_right
# hint: log(1 - p) counts
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    return -(y * F.logsigmoid(z)).mean()
