# cell: value_and_gradient
# caught by: gradient_agrees
# hint: must not be detached
# misconception: 7
def value_and_gradient(f, x):
    leaf = x.detach().clone().requires_grad_()
    value = f(leaf).detach()
    value.backward()
    return value, leaf.grad
