# cell: replace_layers
# caught by: layers_of_the_kind_are_replaced
# hint: not of the class is changed
def replace_layers(net, kind, make):
    names = [n for n, layer in net.named_modules() if kind.__name__ in type(layer).__name__]
    for name in names:
        parent, _, last = name.rpartition(".")
        setattr(net.get_submodule(parent), last, make(net.get_submodule(name)))
    return names
