# cell: record_outputs
# caught by: each_output_has_its_name
# hint: no entry for
def record_outputs(net, x, names):
    seen = {}
    for name in names:
        with net.get_submodule(name).register_forward_hook(
            lambda module, args, output, name=name: seen.update({name: output.detach().clone()})
        ):
            pass
    return net(x), seen
