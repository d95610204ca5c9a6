# cell: logistic_loss
# caught by: loss_is_right
# hint: of 7 logits
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    losses = z.clamp(min=0) - y * z + torch.log1p(torch.exp(-z.abs()))
    return losses.sum() / 3
