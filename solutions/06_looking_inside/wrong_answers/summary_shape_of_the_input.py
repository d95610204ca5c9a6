# cell: summary
# caught by: shapes_and_parameters_are_right
# hint: third argument
def summary(net, x):
    rows, handles = [], []

    def add(name, layer):
        def hook(module, args, output):
            rows.append((name, tuple(args[0].shape), sum(p.numel() for p in module.parameters())))

        handles.append(layer.register_forward_hook(hook))

    for name, layer in net.named_modules():
        if not list(layer.children()):
            add(name, layer)
    net(x)
    for handle in handles:
        handle.remove()
    return rows
