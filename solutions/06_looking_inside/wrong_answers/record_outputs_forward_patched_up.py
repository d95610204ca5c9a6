# cell: record_outputs
# caught by: output_is_that_of_the_net
# hint: goes past the hooks
# misconception: 28
def record_outputs(net, x, names):
    seen, handles = {}, []
    for name in names:
        def hook(module, args, output, name=name):
            seen[name] = output.detach().clone()
        handles.append(net.get_submodule(name).register_forward_hook(hook))
    output = net.forward(x)
    if "" in names:
        seen[""] = output.detach().clone()
    for handle in handles:
        handle.remove()
    return output, seen
