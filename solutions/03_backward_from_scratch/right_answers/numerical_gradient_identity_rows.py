# cell: numerical_gradient
def numerical_gradient(f, x, eps=1e-6):
    start = x.detach().double().flatten()
    slopes = []
    for unit in eps * torch.eye(len(start), dtype=torch.float64):
        up, down = (start + unit).view(x.shape), (start - unit).view(x.shape)
        slopes.append((float(f(up)) - float(f(down))) / 2 / eps)
    return torch.tensor(slopes, dtype=torch.float64).reshape(x.shape)
