# cell: numerical_gradient
# caught by: tells_right_from_wrong
# hint: off by
def numerical_gradient(f, x, eps=1e-6):
    gradient = torch.zeros(x.shape, dtype=torch.float64)
    for i in range(x.numel()):
        unit = torch.zeros_like(x).flatten()
        unit[i] = eps
        unit = unit.view(x.shape)
        up, down = (x + unit).double(), (x - unit).double()
        gradient.view(-1)[i] = (f(up) - f(down)) / (2 * eps)
    return gradient
