# cell: numerical_gradient
# caught by: differences_are_central
# hint: eps is not used
def numerical_gradient(f, x, eps=1e-6):
    leaf = x.detach().double().clone().requires_grad_()
    value = f(leaf)
    value.backward()
    return leaf.grad
