# cell: numerical_gradient
# caught by: differences_are_central
# hint: put back before the next
def numerical_gradient(f, x, eps=1e-6):
    up, down = x.double().reshape(-1).clone(), x.double().reshape(-1).clone()
    gradient = torch.zeros_like(up)
    for i in range(len(up)):
        up[i] += eps
        down[i] -= eps
        gradient[i] = (f(up.view(x.shape)) - f(down.view(x.shape))) / (2 * eps)
    return gradient.view(x.shape)
