# cell: logistic_loss
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    margin = torch.where(y == 1, z, -z)
    return F.softplus(-margin).sum() / len(z)
