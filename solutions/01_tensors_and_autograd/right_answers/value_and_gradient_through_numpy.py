# cell: value_and_gradient
def value_and_gradient(f, x):
    leaf = torch.from_numpy(x.detach().numpy().copy()).requires_grad_()
    value = f(leaf)
    value.backward()
    return value.detach().numpy().item(), leaf.grad
