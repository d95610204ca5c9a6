# cell: record_outputs
# caught by: outputs_are_kept_as_they_were
# hint: somebody writes to the output
def record_outputs(net, x, names):
    seen, handles = {}, []
    for name in names:
        def hook(module, args, output, name=name):
            seen[name] = output.detach() if name == "" else output.detach().clone()
        handles.append(net.get_submodule(name).register_forward_hook(hook))
    output = net(x)
    for handle in handles:
        handle.remove()
    return output, seen
