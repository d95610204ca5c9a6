# cell: summary
# caught by: rows_follow_the_calls
# hint: Does a hook return something
# misconception: 35
def summary(net, x):
    rows, handles = [], []

    def listen(name):
        def hook(module, args, output):
            shape = tuple(output.shape)
            rows.append((name, shape, sum(p.numel() for p in module.parameters())))
            return shape

        return hook

    for name, layer in net.named_modules():
        if not list(layer.children()):
            handles.append(layer.register_forward_hook(listen(name)))
    net(x)
    for handle in handles:
        handle.remove()
    return rows
