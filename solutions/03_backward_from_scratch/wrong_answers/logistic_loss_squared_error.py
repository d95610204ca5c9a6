# cell: logistic_loss
# caught by: loss_is_right
# hint: squared differences
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    return ((torch.sigmoid(z) - y) ** 2).mean()
