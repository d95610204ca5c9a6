# cell: summary
# caught by: shapes_and_parameters_are_right
# hint: frozen or not
def summary(net, x):
    rows, handles = [], []
    for name, m in net.named_modules():
        if not list(m.children()):
            def hook(module, args, output, name=name):
                rows.append((name, tuple(output.shape), sum(p.numel() for p in module.parameters() if p.requires_grad)))
            handles.append(m.register_forward_hook(hook))
    net(x)
    for h in handles:
        h.remove()
    return rows
