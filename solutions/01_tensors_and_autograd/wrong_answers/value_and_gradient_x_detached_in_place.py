# cell: value_and_gradient
# caught by: gradient_leaves_x_alone
# hint: comes back changed
def value_and_gradient(f, x):
    x = x.detach_()
    leaf = x.clone().requires_grad_()
    value = f(leaf)
    value.backward()
    return value.item(), leaf.grad
