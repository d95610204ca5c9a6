# cell: value_and_gradient
# caught by: gradient_agrees
# hint: backward once
# misconception: 10
def value_and_gradient(f, x):
    leaf = x.detach().clone().requires_grad_()
    value = f(leaf)
    value.backward(retain_graph=True)
    value.backward()
    return value.detach(), leaf.grad
