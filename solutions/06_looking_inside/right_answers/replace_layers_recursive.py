# cell: replace_layers
def replace_layers(net, kind, make, prefix=""):
    names = []
    for name, child in list(net.named_children()):
        if isinstance(child, kind):
            setattr(net, name, make(child))
            names.append(prefix + name)
        else:
            names.extend(replace_layers(child, kind, make, f"{prefix}{name}."))
    return names
