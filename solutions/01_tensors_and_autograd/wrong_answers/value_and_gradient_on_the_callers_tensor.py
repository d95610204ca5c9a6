# cell: value_and_gradient
# caught by: gradient_agrees
# hint: fresh leaf
# misconception: 1
def value_and_gradient(f, x):
    x.requires_grad_()
    value = f(x)
    value.backward()
    return value.detach(), x.grad
