# cell: logistic_loss
# caught by: loss_refuses_other_shapes
# hint: AssertionError
def logistic_loss(z, y):
    assert z.shape == y.shape
    return (F.softplus(z) - y * z).mean()
