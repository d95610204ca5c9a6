# cell: numerical_gradient
# caught by: differences_are_central
# hint: been through float32
def numerical_gradient(f, x, eps=1e-6):
    flat = x.double().reshape(-1)
    slopes = []
    for i in range(len(flat)):
        e = torch.zeros_like(flat); e[i] = eps
        slopes.append((float(f((flat + e).reshape(x.shape))) - float(f((flat - e).reshape(x.shape)))) / (2 * eps))
    return torch.tensor(slopes).double().reshape(x.shape)
