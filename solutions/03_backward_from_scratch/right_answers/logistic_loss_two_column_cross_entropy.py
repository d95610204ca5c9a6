# cell: logistic_loss
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    scores = torch.stack([torch.zeros_like(z), z], dim=1)
    return F.cross_entropy(scores, y.long())
