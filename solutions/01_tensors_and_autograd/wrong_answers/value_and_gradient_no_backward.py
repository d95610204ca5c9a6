# cell: value_and_gradient
# caught by: gradient_agrees
# hint: Was backward called
def value_and_gradient(f, x):
    leaf = x.detach().clone().requires_grad_()
    value = f(leaf)
    return value.detach(), leaf.grad
