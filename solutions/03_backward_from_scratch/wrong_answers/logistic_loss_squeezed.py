# cell: logistic_loss
# caught by: loss_refuses_other_shapes
# hint: give a loss
# misconception: 16
def logistic_loss(z, y):
    z, y = z.squeeze(), y.squeeze()
    if z.shape != y.shape:
        raise ValueError('shapes')
    return (F.softplus(z) - y * z).mean()
