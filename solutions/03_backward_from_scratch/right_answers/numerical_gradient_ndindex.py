# cell: numerical_gradient
def numerical_gradient(f, x, eps=1e-6):
    import numpy as np

    work = x.detach().to(torch.float64, copy=True)
    gradient = torch.zeros_like(work)
    for index in np.ndindex(*x.shape):
        old = work[index].item()
        work[index] = old + eps
        up = float(f(work))
        work[index] = old - eps
        down = float(f(work))
        work[index] = old
        gradient[index] = (up - down) / (2 * eps)
    return gradient
