# cell: logistic_loss
# caught by: loss_refuses_other_shapes
# hint: broadcasting
# misconception: 16
def logistic_loss(z, y):
    return (z.clamp(min=0) - y * z + torch.log1p(torch.exp(-z.abs()))).mean()
