# cell: numerical_gradient
# caught by: any_layout_will_do
# hint: never sees the change
def numerical_gradient(f, x, eps=1e-6):
    start = x.double().clone()
    flat = start.flatten()
    gradient = torch.zeros(x.shape, dtype=torch.float64)
    for i in range(len(flat)):
        old = flat[i].item()
        flat[i] = old + eps
        up = float(f(start))
        flat[i] = old - eps
        down = float(f(start))
        flat[i] = old
        gradient.view(-1)[i] = (up - down) / (2 * eps)
    return gradient
