# cell: value_and_gradient
# caught by: gradient_agrees
# hint: wrong
def value_and_gradient(f, x):
    return f(x).item(), 2 * x.detach()
