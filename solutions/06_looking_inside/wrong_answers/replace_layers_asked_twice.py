# cell: replace_layers
# caught by: each_layer_is_made_from_the_old_one
# hint: once for each
def replace_layers(net, kind, make):
    names = []
    for name, layer in list(net.named_modules()):
        if isinstance(layer, kind):
            print(name, "becomes", make(layer))
            net.set_submodule(name, make(layer))
            names.append(name)
    return names
