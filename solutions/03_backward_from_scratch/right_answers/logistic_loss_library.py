# cell: logistic_loss
def logistic_loss(z, y):
    return F.binary_cross_entropy_with_logits(z, y)
