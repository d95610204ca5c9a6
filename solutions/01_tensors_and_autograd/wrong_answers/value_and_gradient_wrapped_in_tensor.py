# cell: value_and_gradient
# caught by: gradient_agrees
# hint: does not require grad
# misconception: 7
def value_and_gradient(f, x):
    leaf = x.detach().clone().requires_grad_()
    value = torch.tensor(f(leaf).item())
    value.backward()
    return value, leaf.grad
