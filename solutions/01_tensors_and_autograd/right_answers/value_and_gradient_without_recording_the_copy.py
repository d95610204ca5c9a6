# cell: value_and_gradient
def value_and_gradient(f, x):
    with torch.no_grad():
        leaf = x.clone()
    leaf.requires_grad = True
    with torch.enable_grad():
        value = f(leaf)
    value.backward()
    return value.detach().clone(), leaf.grad.detach()
