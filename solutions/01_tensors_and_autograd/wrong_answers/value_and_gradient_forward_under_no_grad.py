# cell: value_and_gradient
# caught by: gradient_agrees
# hint: outside no_grad
# misconception: 8
def value_and_gradient(f, x):
    leaf = x.detach().clone().requires_grad_()
    with torch.no_grad():
        value = f(leaf)
    value.backward()
    return value, leaf.grad
