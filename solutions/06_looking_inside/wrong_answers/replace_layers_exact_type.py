# cell: replace_layers
# caught by: layers_of_the_kind_are_replaced
# hint: isinstance
def replace_layers(net, kind, make):
    names = [name for name, layer in net.named_modules() if type(layer) == kind]
    for name in names:
        net.set_submodule(name, make(net.get_submodule(name)))
    return names
