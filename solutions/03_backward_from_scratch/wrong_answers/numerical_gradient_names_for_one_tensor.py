# cell: numerical_gradient
# caught by: differences_are_central
# hint: Zero everywhere
def numerical_gradient(f, x, eps=1e-6):
    start = x.detach().double().clone()
    gradient = torch.zeros_like(start)
    for i in range(start.numel()):
        up = start
        down = start
        up.view(-1)[i] += eps
        down.view(-1)[i] -= eps
        gradient.view(-1)[i] = (f(up) - f(down)) / (2 * eps)
    return gradient
