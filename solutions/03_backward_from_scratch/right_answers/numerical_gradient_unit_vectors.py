# cell: numerical_gradient
def numerical_gradient(f, x, eps=1e-6):
    x = x.detach().double()
    gradient = torch.zeros(x.shape, dtype=torch.float64)
    for i in range(x.numel()):
        unit = torch.zeros(x.numel(), dtype=torch.float64)
        unit[i] = eps
        unit = unit.view(x.shape)
        gradient.view(-1)[i] = (f(x + unit) - f(x - unit)) / (2 * eps)
    return gradient
