# cell: record_outputs
# caught by: each_output_has_its_name
# hint: Does a hook return something
# misconception: 35
def record_outputs(net, x, names):
    seen = {}
    for name in names:
        layer = net.get_submodule(name)
        layer.register_forward_hook(lambda module, args, output: seen.setdefault(name, output))
    return net.forward(x), seen
