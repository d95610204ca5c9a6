# cell: value_and_gradient
# caught by: value_carries_no_graph
# hint: holds the whole graph
# misconception: 9
def value_and_gradient(f, x):
    leaf = x.detach().clone().requires_grad_()
    value = f(leaf)
    (gradient,) = torch.autograd.grad(value, leaf, create_graph=True)
    return value.item(), gradient
