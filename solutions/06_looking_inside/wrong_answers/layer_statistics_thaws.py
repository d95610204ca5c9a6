# cell: layer_statistics
# caught by: what_requires_grad_is_left
# hint: other parameters of the net
def layer_statistics(net, x, y):
    for p in net.parameters():
        p.requires_grad = True
    spread, gradient, handles = {}, {}, []
    for name, m in net.named_modules():
        if list(m.children()):
            continue
        handles.append(m.register_forward_hook(lambda mod, a, o, n=name: spread.update({n: o.std().item()})))
        handles.append(m.register_full_backward_hook(lambda mod, gi, go, n=name: gradient.update({n: go[0].norm().item()})))
    F.cross_entropy(net(x.clone().requires_grad_()), y).backward()
    for h in handles:
        h.remove()
    return {name: (spread[name], gradient[name]) for name in spread}
