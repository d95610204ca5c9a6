# cell: summary
# caught by: summary_removes_its_hooks
# hint: new list in each call
table = []

def summary(net, x):
    handles = []

    def listen(name):
        def hook(module, args, output):
            table.append((name, tuple(output.shape), sum(p.numel() for p in module.parameters())))

        return hook

    start = len(table)
    for name, layer in net.named_modules():
        if not list(layer.children()):
            handles.append(layer.register_forward_hook(listen(name)))
    net(x)
    for handle in handles:
        handle.remove()
    return table[start:] if start < 5 else table
