# cell: record_outputs
# caught by: output_is_that_of_the_net
# hint: Does a hook return something
# misconception: 35
def record_outputs(net, x, names):
    seen, handles = {}, []

    def keep_as(name):
        def hook(module, args, output):
            seen[name] = output.detach().clone()
            return output.relu()

        return hook

    for name in names:
        handles.append(net.get_submodule(name).register_forward_hook(keep_as(name)))
    output = net(x)
    for handle in handles:
        handle.remove()
    return output, seen
