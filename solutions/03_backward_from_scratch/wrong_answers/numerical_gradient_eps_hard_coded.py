# cell: numerical_gradient
# caught by: differences_are_central
# hint: eps is not used
def numerical_gradient(f, x, eps=1e-6):
    start = x.detach().double().reshape(-1)
    gradient = torch.zeros_like(start)
    for i in range(len(start)):
        up, down = start.clone(), start.clone()
        up[i] += 1e-6
        down[i] -= 1e-6
        gradient[i] = (f(up.view(x.shape)) - f(down.view(x.shape))) / 2e-6
    return gradient.view(x.shape)
