# cell: summary
# caught by: shapes_and_parameters_are_right
# hint: of any name
def summary(net, x):
    rows, handles = [], []
    for name, m in net.named_modules():
        if not list(m.children()):
            def hook(mod, a, out, name=name):
                n = sum(getattr(mod, k).numel() for k in ("weight", "bias") if getattr(mod, k, None) is not None)
                rows.append((name, tuple(out.shape), n))
            handles.append(m.register_forward_hook(hook))
    net(x)
    for h in handles:
        h.remove()
    return rows
