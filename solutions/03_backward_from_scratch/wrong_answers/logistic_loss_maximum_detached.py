# cell: logistic_loss
# caught by: loss_passes_gradients
# hint: not (sigmoid(z) - y) / N
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    m = torch.clamp(z, min=0).detach()
    loss = m - y * z + torch.log1p(torch.exp(-z.abs()))
    return loss.mean()
