# cell: value_and_gradient
# caught by: gradient_agrees
# hint: only a leaf keeps
# misconception: 5
def value_and_gradient(f, x):
    leaf = x.detach().clone().requires_grad_() * 1.0
    value = f(leaf)
    value.backward()
    return value.detach(), leaf.grad
