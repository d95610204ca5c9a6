# cell: value_and_gradient
# caught by: gradient_agrees
# hint: wrong
def value_and_gradient(f, x):
    leaf = x.detach().clone().requires_grad_()
    value = f(leaf)
    value.backward()
    gradient = leaf.grad
    leaf.grad.zero_()
    return value.item(), gradient
