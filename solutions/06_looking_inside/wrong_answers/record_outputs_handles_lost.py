# cell: record_outputs
# caught by: recording_removes_its_hooks
# hint: Keep every handle
# misconception: 34
def record_outputs(net, x, names):
    seen = {}
    handle = None
    for name in names:
        layer = net.get_submodule(name)

        def hook(module, args, output, name=name):
            seen[name] = output.detach().clone()

        handle = layer.register_forward_hook(hook)
    output = net(x)
    handle.remove()
    return output, seen
