# cell: value_and_gradient
# caught by: gradient_agrees
# hint: value comes first
def value_and_gradient(f, x):
    leaf = x.detach().clone().requires_grad_()
    value = f(leaf)
    value.backward()
    return leaf.grad, value.detach()
