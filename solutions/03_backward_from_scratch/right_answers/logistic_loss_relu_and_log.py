# cell: logistic_loss
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    return (torch.relu(z) - z * y + torch.log(1 + torch.exp(-torch.abs(z)))).mean()
