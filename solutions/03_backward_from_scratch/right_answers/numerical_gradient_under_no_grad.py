# cell: numerical_gradient
@torch.no_grad()
def numerical_gradient(f, x, eps=1e-6):
    base = x.double().contiguous().clone()
    flat = base.view(-1)
    gradient = torch.empty(base.shape, dtype=torch.float64)
    for i in range(flat.numel()):
        kept = flat[i].clone()
        flat[i] = kept + eps
        above = float(f(base))
        flat[i] = kept - eps
        below = float(f(base))
        flat[i] = kept
        gradient.view(-1)[i] = (above - below) / (2 * eps)
    return gradient
