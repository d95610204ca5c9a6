# cell: logistic_loss
# caught by: loss_is_right
# hint: is None
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    print((F.softplus(z) - y * z).mean())
