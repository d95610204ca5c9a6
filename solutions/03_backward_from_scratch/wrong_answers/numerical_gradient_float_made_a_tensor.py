# cell: numerical_gradient
# caught by: tells_right_from_wrong
# hint: as a tensor that would be float32
def numerical_gradient(f, x, eps=1e-6):
    start = x.detach().double().reshape(-1)
    gradient = torch.zeros_like(start)
    for i in range(len(start)):
        up, down = start.clone(), start.clone()
        up[i] += eps
        down[i] -= eps
        change = torch.as_tensor(f(up.view(x.shape))) - torch.as_tensor(f(down.view(x.shape)))
        gradient[i] = change / (2 * eps)
    return gradient.view(x.shape)
