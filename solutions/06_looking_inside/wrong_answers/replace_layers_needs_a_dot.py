# cell: replace_layers
# caught by: layers_of_the_kind_are_replaced
# hint: the parent of a layer at the top
def replace_layers(net, kind, make):
    names = [name for name, layer in net.named_modules() if isinstance(layer, kind)]
    for name in names:
        last = name.split(".")[-1]
        parent = net.get_submodule(name[: name.rfind(".")])
        setattr(parent, last, make(getattr(parent, last)))
    return names
