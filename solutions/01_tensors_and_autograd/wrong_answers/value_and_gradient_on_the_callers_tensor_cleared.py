# cell: value_and_gradient
# caught by: gradient_leaves_x_alone
# hint: outside the function has changed
def value_and_gradient(f, x):
    x.requires_grad_()
    x.retain_grad()
    x.grad = None
    value = f(x)
    value.backward()
    return value.detach(), x.grad
