# cell: numerical_gradient
# caught by: differences_are_central
# hint: sign is wrong
def numerical_gradient(f, x, eps=1e-6):
    start = x.detach().double().reshape(-1)
    gradient = torch.zeros_like(start)
    for i in range(len(start)):
        up, down = start.clone(), start.clone()
        up[i] += eps
        down[i] -= eps
        gradient[i] = (f(down.view(x.shape)) - f(up.view(x.shape))) / (2 * eps)
    return gradient.view(x.shape)
