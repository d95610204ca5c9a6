# cell: value_and_gradient
# caught by: gradient_leaves_x_alone
# hint: values of x
def value_and_gradient(f, x):
    leaf = x.detach().clone().requires_grad_()
    value = f(leaf)
    value.backward()
    x.detach().sub_(0.1 * leaf.grad)
    return value.item(), leaf.grad
