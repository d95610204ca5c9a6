# cell: replace_layers
# caught by: names_are_returned
# hint: the way from net is missing
def replace_layers(net, kind, make):
    names = []
    for name, child in list(net.named_children()):
        if isinstance(child, kind):
            setattr(net, name, make(child))
            names.append(name)
        else:
            names += replace_layers(child, kind, make)
    return names
