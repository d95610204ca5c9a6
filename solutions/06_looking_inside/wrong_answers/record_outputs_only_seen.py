# cell: record_outputs
# caught by: each_output_has_its_name
# hint: expected a pair
def record_outputs(net, x, names):
    seen, handles = {}, []

    def keep_as(name):
        def hook(module, args, output):
            seen[name] = output.detach().clone()

        return hook

    for name in names:
        handles.append(net.get_submodule(name).register_forward_hook(keep_as(name)))
    output = net(x)
    for handle in handles:
        handle.remove()
    return seen
