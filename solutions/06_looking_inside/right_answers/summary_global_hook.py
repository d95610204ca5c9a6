# cell: summary
def summary(net, x):
    leaf = {id(m): n for n, m in net.named_modules() if not list(m.children())}
    rows = []

    def hook(module, args, output):
        if id(module) in leaf:
            rows.append((leaf[id(module)], tuple(output.shape), sum(p.numel() for p in module.parameters())))

    handle = nn.modules.module.register_module_forward_hook(hook)
    try:
        net(x)
    finally:
        handle.remove()
    return rows
