# cell: value_and_gradient
# caught by: gradient_agrees
# hint: keeps the dtype
def value_and_gradient(f, x):
    z = torch.tensor(x.tolist(), requires_grad=True)
    y = f(z)
    return y.detach(), torch.autograd.grad(y, z)[0]
