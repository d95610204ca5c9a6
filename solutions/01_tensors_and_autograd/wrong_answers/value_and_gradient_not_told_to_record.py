# cell: value_and_gradient
# caught by: gradient_agrees
# hint: requires grad
def value_and_gradient(f, x):
    leaf = x.detach().clone()
    value = f(leaf)
    value.backward()
    return value, leaf.grad
