# cell: numerical_gradient
def numerical_gradient(f, x, eps=1e-6):
    import numpy as np

    array = x.detach().double().numpy().copy()
    grad = np.zeros_like(array)
    it = np.nditer(array, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        ix = it.multi_index
        oldval = array[ix]
        array[ix] = oldval + eps
        fxph = float(f(torch.tensor(array)))
        array[ix] = oldval - eps
        fxmh = float(f(torch.tensor(array)))
        array[ix] = oldval
        grad[ix] = (fxph - fxmh) / (2 * eps)
        it.iternext()
    return torch.from_numpy(grad)
