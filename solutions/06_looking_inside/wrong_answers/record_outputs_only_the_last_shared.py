# cell: record_outputs
# caught by: outputs_are_kept_as_they_were
# hint: changes when somebody writes
def record_outputs(net, x, names):
    seen, handles = {}, []
    for name in names:
        def hook(module, args, output, name=name):
            # a copy where an in-place layer may come next
            copied = isinstance(module, (nn.Conv2d, nn.Linear))
            seen[name] = output.detach().clone() if copied else output.detach()
        handles.append(net.get_submodule(name).register_forward_hook(hook))
    output = net(x)
    for handle in handles:
        handle.remove()
    return output, seen
