# cell: replace_layers
def replace_layers(net, kind, make):
    replaced = []
    for name, layer in list(net.named_modules()):
        if isinstance(layer, kind):
            net.set_submodule(name, make(layer))
            replaced.append(name)
    return replaced
