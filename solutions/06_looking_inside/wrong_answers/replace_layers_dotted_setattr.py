# cell: replace_layers
# caught by: layers_of_the_kind_are_replaced
# hint: takes one step and no dots
def replace_layers(net, kind, make):
    names = []
    for name, layer in list(net.named_modules()):
        if isinstance(layer, kind):
            setattr(net, name, make(layer))
            names.append(name)
    return names
