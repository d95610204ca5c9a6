# cell: record_outputs
def record_outputs(net, x, names):
    seen, handles = {}, {}

    def keep_as(name):
        @torch.no_grad()
        def hook(module, args, output):
            seen[name] = output.clone()

        return hook

    for name in names:
        handles[name] = net.get_submodule(name).register_forward_hook(keep_as(name))
    output = net(x)
    for name in names:
        handles[name].remove()
    print("recorded", list(seen))
    return (output, seen)
