# cell: summary
# caught by: summary_removes_its_hooks
# hint: leaves hooks on the net (8)
# misconception: 34
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
    handles[-1].remove()
    return rows
