# cell: replace_layers
def replace_layers(net, kind, make):
    names = []
    for parent_name, parent in list(net.named_modules()):
        for name, child in list(parent._modules.items()):
            if isinstance(child, kind):
                parent._modules[name] = make(child)
                names.append(parent_name + "." + name if parent_name else name)
    print(len(names), "layers replaced")
    return names
