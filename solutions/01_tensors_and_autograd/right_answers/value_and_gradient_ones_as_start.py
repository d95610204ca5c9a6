# cell: value_and_gradient
def value_and_gradient(f, x):
    leaf = torch.empty_like(x).copy_(x.detach()).detach().requires_grad_()
    value = f(leaf)
    value.backward(torch.ones_like(value), retain_graph=True)
    return value.data, leaf.grad.data
