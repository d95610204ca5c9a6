# cell: value_and_gradient
def value_and_gradient(f, x):
    leaf = x.detach().requires_grad_(True)
    value = f(leaf)
    (gradient,) = torch.autograd.grad(value, leaf)
    return value.item(), gradient
