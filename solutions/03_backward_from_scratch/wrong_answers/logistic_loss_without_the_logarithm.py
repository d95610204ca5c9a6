# cell: logistic_loss
# caught by: loss_is_right
# hint: is missing
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    return (torch.clamp(z, min=0) - y * z).mean()
