# cell: numerical_gradient
# caught by: differences_are_central
# hint: All entries are moved at once
def numerical_gradient(f, x, eps=1e-6):
    x = x.double()
    slope = (f(x + eps) - f(x - eps)) / (2 * eps)
    return torch.ones_like(x) * slope
