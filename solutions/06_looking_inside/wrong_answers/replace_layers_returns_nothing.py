# cell: replace_layers
# caught by: names_are_returned
# hint: no names
def replace_layers(net, kind, make):
    for name, layer in list(net.named_modules()):
        if isinstance(layer, kind):
            parent, _, last = name.rpartition(".")
            setattr(net.get_submodule(parent), last, make(layer))
