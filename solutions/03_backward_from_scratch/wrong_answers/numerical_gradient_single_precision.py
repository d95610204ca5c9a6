# cell: numerical_gradient
# caught by: tells_right_from_wrong
# hint: float32
def numerical_gradient(f, x, eps=1e-6):
    gradient = torch.zeros(x.shape, dtype=torch.float64)
    for i in range(x.numel()):
        up, down = x.clone().flatten(), x.clone().flatten()
        up[i] += eps
        down[i] -= eps
        difference = f(up.view(x.shape)) - f(down.view(x.shape))
        gradient.view(-1)[i] = difference / (2 * eps)
    return gradient
