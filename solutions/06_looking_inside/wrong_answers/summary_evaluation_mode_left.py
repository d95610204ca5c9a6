# cell: summary
# caught by: net_keeps_its_mode
# hint: in evaluation mode
# misconception: 56
def summary(net, x):
    rows, handles = [], []
    for name, m in net.named_modules():
        if not list(m.children()):
            handles.append(m.register_forward_hook(
                lambda mod, a, out, name=name: rows.append((name, tuple(out.shape), sum(p.numel() for p in mod.parameters())))))
    net.eval()
    with torch.no_grad():
        net(x)
    for h in handles:
        h.remove()
    return rows
