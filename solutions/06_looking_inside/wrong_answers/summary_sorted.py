# cell: summary
# caught by: rows_follow_the_calls
# hint: order is that of the tree
def summary(net, x):
    rows, handles = [], []

    def add(name, layer):
        def hook(module, args, output):
            rows.append((name, tuple(output.shape), sum(p.numel() for p in module.parameters())))

        handles.append(layer.register_forward_hook(hook))

    for name, layer in net.named_modules():
        if not list(layer.children()):
            add(name, layer)
    net(x)
    for handle in handles:
        handle.remove()
    order = [name for name, _ in net.named_modules()]
    rows.sort(key=lambda row: order.index(row[0]))
    return rows
