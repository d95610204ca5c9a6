# cell: record_outputs
# caught by: recording_removes_its_hooks
# hint: leaves hooks on the net (2)
# misconception: 34
def record_outputs(net, x, names):
    seen, handles = {}, []

    def keep_as(name):
        def hook(module, args, output):
            seen[name] = output.detach().clone()

        return hook

    for name in names:
        handles.append(net.get_submodule(name).register_forward_hook(keep_as(name)))
    output = net(x)
    pass
    return output, seen
