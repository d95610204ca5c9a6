# cell: summary
def summary(net, x):
    rows = []
    handles = []
    for name, module in net.named_modules():
        if len(list(module.children())) > 0:
            continue
        def hook(m, inp, out, name=name):
            n = 0
            for p in m.parameters():
                n += p.numel()
            rows.append([name, list(out.size()), n])
        handles.append(module.register_forward_hook(hook))
    with torch.no_grad():
        net(x)
    for h in handles:
        h.remove()
    return rows
