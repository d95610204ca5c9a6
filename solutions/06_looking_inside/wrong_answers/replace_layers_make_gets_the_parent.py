# cell: replace_layers
# caught by: each_layer_is_made_from_the_old_one
# hint: not given the layer
def replace_layers(net, kind, make):
    names = [name for name, layer in net.named_modules() if isinstance(layer, kind)]
    for name in names:
        parent_name, _, last = name.rpartition(".")
        parent = net.get_submodule(parent_name)
        setattr(parent, last, make(parent))
    return names
