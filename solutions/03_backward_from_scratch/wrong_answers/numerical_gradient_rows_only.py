# cell: numerical_gradient
# caught by: tells_right_from_wrong
# hint: may have the shape ()
def numerical_gradient(f, x, eps=1e-6):
    start = x.double()
    gradient = torch.zeros(start.shape, dtype=torch.float64)
    rows = start.reshape(len(start), -1)
    for i in range(rows.shape[0]):
        for j in range(rows.shape[1]):
            up, down = rows.clone(), rows.clone()
            up[i, j] += eps
            down[i, j] -= eps
            slope = (f(up.view(x.shape)) - f(down.view(x.shape))) / (2 * eps)
            gradient.view(rows.shape)[i, j] = slope
    return gradient
