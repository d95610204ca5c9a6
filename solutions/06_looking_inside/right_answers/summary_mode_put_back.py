# cell: summary
def summary(net, x):
    modes = {m: m.training for m in net.modules()}
    rows, handles = [], []

    def make_hook(name, count):
        def hook(module, args, output):
            rows.append((name, tuple(output.shape), count))
        return hook

    for name, m in net.named_modules():
        if not list(m.children()):
            handles.append(m.register_forward_hook(make_hook(name, sum(p.numel() for p in m.parameters()))))
    net.eval()
    with torch.no_grad():
        net(x)
    for m, mode in modes.items():
        m.training = mode
    while handles:
        handles.pop().remove()
    return rows
