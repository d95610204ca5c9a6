# cell: record_outputs
# caught by: output_is_that_of_the_net
# hint: setdefault returns what it stored
# misconception: 35
def record_outputs(net, x, names):
    seen, handles = {}, []
    for name in names:
        layer = net.get_submodule(name)
        handles.append(layer.register_forward_hook(
            lambda module, args, output, name=name: seen.setdefault(name, output.detach().clone())
        ))
    output = net(x)
    for handle in handles:
        handle.remove()
    return output, seen
