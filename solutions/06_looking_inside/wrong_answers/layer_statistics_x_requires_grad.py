# cell: layer_statistics
# caught by: what_requires_grad_is_left
# hint: The caller's x
def layer_statistics(net, x, y):
    spread, gradient, handles = {}, {}, []
    for name, m in net.named_modules():
        if list(m.children()):
            continue

        def forward(module, args, output, name=name):
            spread[name] = output.std().item()

        def backward(module, grad_input, grad_output, name=name):
            gradient[name] = grad_output[0].norm().item()

        handles += [m.register_forward_hook(forward), m.register_full_backward_hook(backward)]
    x.requires_grad_()
    F.cross_entropy(net(x), y).backward()
    for h in handles:
        h.remove()
    return {name: (spread[name], gradient[name]) for name in spread}
