# cell: value_and_gradient
def value_and_gradient(f, x):
    gradient, value = torch.func.grad_and_value(f)(x.detach())
    return value, gradient
