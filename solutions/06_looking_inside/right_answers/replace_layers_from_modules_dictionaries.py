# cell: replace_layers
def replace_layers(net, kind, make):
    names = []
    for prefix, parent in list(net.named_modules()):
        for key, child in parent._modules.items():
            if child is not None and isinstance(child, kind):
                names.append(prefix + "." + key if prefix else key)
    for name in names:
        *path, last = name.split(".")
        parent = net
        for step in path:
            parent = parent._modules[step]
        parent._modules[last] = make(parent._modules[last])
    return names
