# cell: value_and_gradient
# caught by: gradient_agrees
# hint: wrong
def value_and_gradient(f, x):
    leaf = x.detach().clone().requires_grad_()
    leaf.sum().backward()
    return f(leaf).item(), leaf.grad
