# cell: logistic_loss
# caught by: loss_is_right
# hint: minus z
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    return (z.clamp(min=0) + torch.log1p(torch.exp(-z.abs()))).mean()
