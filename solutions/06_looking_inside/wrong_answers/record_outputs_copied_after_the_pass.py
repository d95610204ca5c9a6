# cell: record_outputs
# caught by: outputs_are_kept_as_they_were
# hint: Keep a copy
def record_outputs(net, x, names):
    seen, handles = {}, []

    def keep_as(name):
        def hook(module, args, output):
            seen[name] = output.detach()

        return hook

    for name in names:
        handles.append(net.get_submodule(name).register_forward_hook(keep_as(name)))
    output = net(x)
    for handle in handles:
        handle.remove()
    return output, {name: kept.clone() for name, kept in seen.items()}
