# cell: summary
# caught by: rows_follow_the_calls
# hint: A layer that runs twice has two rows
def summary(net, x):
    rows, handles = {}, []

    def listen(name):
        def hook(module, args, output):
            rows[name] = (name, tuple(output.shape), sum(p.numel() for p in module.parameters()))

        return hook

    for name, layer in net.named_modules():
        if not list(layer.children()):
            handles.append(layer.register_forward_hook(listen(name)))
    net(x)
    for handle in handles:
        handle.remove()
    return list(rows.values())
