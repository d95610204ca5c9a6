# cell: logistic_loss
# caught by: loss_is_right
# hint: opposite labels
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    return torch.where(y == 1, F.softplus(z), F.softplus(-z)).mean()
