# cell: value_and_gradient
def value_and_gradient(f, x):
    leaf = torch.tensor(x.tolist(), dtype=x.dtype, requires_grad=True)
    y = f(leaf)
    y.backward()
    return [float(y), leaf.grad.clone()]
