# cell: logistic_loss
# caught by: loss_passes_gradients
# hint: has no graph
def logistic_loss(z, y):
    if z.shape != y.shape:
        raise ValueError('z and y differ in shape')
    losses = z.clamp(min=0) - y * z + torch.log1p(torch.exp(-z.abs()))
    return losses.mean().item()
