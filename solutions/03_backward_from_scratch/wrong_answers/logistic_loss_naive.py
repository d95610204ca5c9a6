# cell: logistic_loss
# caught by: loss_is_exact_when_saturated
# hint: its logarithm is gone
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    p = torch.sigmoid(z)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()
