# cell: record_outputs
# caught by: each_output_has_its_name
# hint: looks the loop variable up
def record_outputs(net, x, names):
    seen = {}
    handles = []
    for name in names:
        layer = net.get_submodule(name)

        def hook(module, args, output):
            seen[name] = output.detach().clone()

        handles.append(layer.register_forward_hook(hook))
    output = net(x)
    for handle in handles:
        handle.remove()
    return output, seen
