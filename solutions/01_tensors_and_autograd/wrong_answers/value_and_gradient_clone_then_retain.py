# cell: value_and_gradient
# caught by: gradient_leaves_x_alone
# hint: outside the function has changed
def value_and_gradient(f, x):
    copy = x.clone().requires_grad_()
    copy.retain_grad()
    value = f(copy)
    value.backward()
    return value.detach(), copy.grad
