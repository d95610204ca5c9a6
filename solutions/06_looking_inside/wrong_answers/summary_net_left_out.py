# cell: summary
# caught by: net_itself_can_be_a_layer
# hint: named_modules() begins with it
def summary(net, x):
    rows, handles = [], []

    def add(name, layer):
        def hook(module, args, output):
            rows.append((name, tuple(output.shape), sum(p.numel() for p in module.parameters())))

        handles.append(layer.register_forward_hook(hook))

    for name, layer in net.named_modules():
        if name and not list(layer.children()):
            add(name, layer)
    net(x)
    for handle in handles:
        handle.remove()
    return rows
