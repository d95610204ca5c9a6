# cell: replace_layers
# caught by: names_are_returned
# hint: expected a list or a tuple
def replace_layers(net, kind, make):
    for name, layer in list(net.named_modules()):
        if isinstance(layer, kind):
            net.set_submodule(name, make(layer))
    return net
