# cell: replace_layers
# caught by: each_layer_is_made_from_the_old_one
# hint: a new layer of its
def replace_layers(net, kind, make):
    names = [name for name, layer in net.named_modules() if isinstance(layer, kind)]
    if names:
        new = make(net.get_submodule(names[0]))
        for name in names:
            net.set_submodule(name, new)
    return names
