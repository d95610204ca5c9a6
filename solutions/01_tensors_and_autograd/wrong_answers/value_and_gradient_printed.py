# cell: value_and_gradient
# caught by: gradient_agrees
# hint: expected (value, gradient)
def value_and_gradient(f, x):
    leaf = x.detach().clone().requires_grad_()
    value = f(leaf)
    value.backward()
    print(value.item(), leaf.grad)
