# cell: record_outputs
# caught by: outputs_are_outside_the_graph
# hint: clone() alone stays in the graph
# misconception: 36
def record_outputs(net, x, names):
    seen, handles = {}, []

    def keep_as(name):
        def hook(module, args, output):
            seen[name] = output.clone()

        return hook

    for name in names:
        handles.append(net.get_submodule(name).register_forward_hook(keep_as(name)))
    output = net(x)
    for handle in handles:
        handle.remove()
    return output, seen
