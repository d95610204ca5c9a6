# cell: record_outputs
# caught by: each_output_has_its_name
# hint: the empty name is the net itself
def record_outputs(net, x, names):
    seen, handles = {}, []
    for name in names:
        layer = net
        for part in name.split("."):
            layer = getattr(layer, part)
        handles.append(layer.register_forward_hook(
            lambda module, args, output, name=name: seen.update({name: output.detach().clone()})))
    output = net(x)
    for handle in handles:
        handle.remove()
    return output, seen
