# cell: logistic_loss
# caught by: loss_is_exact_when_saturated
# hint: stops at 100
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    return F.binary_cross_entropy(torch.sigmoid(z), y)
