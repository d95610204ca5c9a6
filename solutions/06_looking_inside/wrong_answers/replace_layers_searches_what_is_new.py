# cell: replace_layers
# caught by: what_make_returns_is_not_searched
# hint: 5 layers. What make returns
def replace_layers(net, kind, make):
    names = []
    for name, child in list(net.named_children()):
        if isinstance(child, kind):
            new = make(child)
            setattr(net, name, new)
            names.append(name)
            if new is not child and not any(c is child for c in new.modules()):
                replace_layers(new, kind, make)
        else:
            names += [name + "." + r for r in replace_layers(child, kind, make)]
    return names
