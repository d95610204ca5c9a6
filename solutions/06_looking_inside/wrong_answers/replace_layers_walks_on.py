# cell: replace_layers
# caught by: what_make_returns_is_not_searched
# hint: is not searched
def replace_layers(net, kind, make, prefix=""):
    names = []
    for name, child in net.named_children():
        if isinstance(child, kind):
            setattr(net, name, make(child))
            names.append(prefix + name)
        names += replace_layers(getattr(net, name), kind, make, prefix + name + ".")
    return names
