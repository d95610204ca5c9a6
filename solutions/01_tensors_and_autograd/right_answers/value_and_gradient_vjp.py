# cell: value_and_gradient
def value_and_gradient(f, x):
    value, gradient = torch.autograd.functional.vjp(f, x.detach().clone())
    return value.detach(), gradient.detach()
