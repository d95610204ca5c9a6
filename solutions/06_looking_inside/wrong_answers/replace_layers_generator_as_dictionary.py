# cell: replace_layers
# caught by: layers_of_the_kind_are_replaced
# hint: generator of pairs, not a dictionary
def replace_layers(net, kind, make):
    names = []
    for name in net.named_modules().keys():
        if isinstance(net.named_modules()[name], kind):
            parent, _, last = name.rpartition(".")
            setattr(net.get_submodule(parent), last, make(net.get_submodule(name)))
            names.append(name)
    return names
