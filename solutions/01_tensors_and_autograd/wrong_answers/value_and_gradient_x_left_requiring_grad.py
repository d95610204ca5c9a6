# cell: value_and_gradient
# caught by: gradient_leaves_x_alone
# hint: its owner's choice
def value_and_gradient(f, x):
    leaf = x.detach().clone().requires_grad_()
    value = f(leaf)
    value.backward()
    x.requires_grad_()
    return value.detach(), leaf.grad
