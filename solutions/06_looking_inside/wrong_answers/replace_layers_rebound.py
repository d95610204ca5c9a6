# cell: replace_layers
# caught by: layers_of_the_kind_are_replaced
# hint: A variable of your own
def replace_layers(net, kind, make):
    names = []
    for name, layer in net.named_modules():
        if isinstance(layer, kind):
            layer = make(layer)
            names.append(name)
    return names
