# cell: value_and_gradient
# caught by: gradient_agrees
# hint: only a leaf keeps
# misconception: 5
def value_and_gradient(f, x):
    copy = x.clone().requires_grad_()
    value = f(copy)
    value.backward()
    return value.detach(), copy.grad
