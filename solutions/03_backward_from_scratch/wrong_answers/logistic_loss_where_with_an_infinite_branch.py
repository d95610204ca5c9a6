# cell: logistic_loss
# caught by: loss_passes_gradients
# hint: entries that are infinite or not a number
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    loss = torch.where(z >= 0, z + torch.log1p(torch.exp(-z)), torch.log1p(torch.exp(z)))
    return (loss - y * z).mean()
