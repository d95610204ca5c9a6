# cell: logistic_loss
# caught by: loss_is_exact_when_saturated
# hint: a clamped logit
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    z = z.clamp(-50, 50)
    return (torch.log(1 + torch.exp(z)) - y * z).mean()
