# cell: summary
# caught by: rows_follow_the_calls
# hint: looks the loop variable up
def summary(net, x):
    rows, handles = [], []
    for name, layer in net.named_modules():
        if len(list(layer.children())) == 0:
            def hook(module, args, output):
                count = sum(p.numel() for p in module.parameters())
                rows.append((name, tuple(output.shape), count))

            handles.append(layer.register_forward_hook(hook))
    net(x)
    for handle in handles:
        handle.remove()
    return rows
