# cell: replace_layers
# caught by: layers_of_the_kind_are_replaced
# hint: containers can be indexed
def replace_layers(net, kind, make):
    names = [name for name, layer in net.named_modules() if isinstance(layer, kind)]
    for name in names:
        *path, last = name.split(".")
        parent = net.get_submodule(".".join(path))
        if isinstance(parent, nn.Sequential):
            parent[int(last)] = make(parent[int(last)])
        else:
            parent[last] = make(getattr(parent, last))
    return names
