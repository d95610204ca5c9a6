# cell: logistic_loss
# caught by: loss_is_right
# hint: sigmoid is applied twice
# misconception: 14
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    return F.binary_cross_entropy_with_logits(torch.sigmoid(z), y)
