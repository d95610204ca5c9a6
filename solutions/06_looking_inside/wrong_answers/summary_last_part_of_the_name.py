# cell: summary
# caught by: rows_follow_the_calls
# hint: seen from net
def summary(net, x):
    rows, handles = [], []

    def add(name, layer):
        def hook(module, args, output):
            rows.append((name.split(".")[-1], tuple(output.shape), sum(p.numel() for p in module.parameters())))

        handles.append(layer.register_forward_hook(hook))

    for name, layer in net.named_modules():
        if not list(layer.children()):
            add(name, layer)
    net(x)
    for handle in handles:
        handle.remove()
    return rows
