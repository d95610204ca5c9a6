# cell: numerical_gradient
# caught by: x_is_left_alone
# hint: clone first
def numerical_gradient(f, x, eps=1e-6):
    x = x.double()
    gradient = torch.zeros(x.shape, dtype=torch.float64)
    import itertools
    for index in itertools.product(*map(range, x.shape)):
        x[index] += eps
        up = float(f(x))
        x[index] -= 2 * eps
        down = float(f(x))
        x[index] += eps
        gradient[index] = (up - down) / (2 * eps)
    return gradient
