# cell: value_and_gradient
def value_and_gradient(f, x):
    if not x.requires_grad:
        x = x.clone().requires_grad_()
    y = f(x)
    g = torch.autograd.grad(y, x, retain_graph=True)[0]
    return y.detach(), g
