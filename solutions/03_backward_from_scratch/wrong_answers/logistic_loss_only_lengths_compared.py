# cell: logistic_loss
# caught by: loss_refuses_other_shapes
# hint: broadcasting
# misconception: 16
def logistic_loss(z, y):
    if len(z) != len(y):
        raise ValueError('not as many logits as labels')
    return (F.softplus(z) - y * z).mean()
