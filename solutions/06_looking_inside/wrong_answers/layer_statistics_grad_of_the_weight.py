# cell: layer_statistics
# caught by: gradients_are_right
# hint: gradient of a parameter
def layer_statistics(net, x, y):
    spreads, handles = {}, []
    layers = {name: layer for name, layer in net.named_modules() if not list(layer.children())}
    for name, layer in layers.items():
        def hook(module, args, output, name=name):
            spreads[name] = output.std().item()
        handles.append(layer.register_forward_hook(hook))
    F.cross_entropy(net(x), y).backward()
    for handle in handles:
        handle.remove()
    norms = {n: m.weight.grad.norm().item() if hasattr(m, "weight") else 0.0 for n, m in layers.items()}
    return {name: (spreads[name], norms[name]) for name in layers}
