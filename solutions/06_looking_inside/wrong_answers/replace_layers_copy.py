# cell: replace_layers
# caught by: layers_of_the_kind_are_replaced
# hint: or a copy of the net
import copy
def replace_layers(net, kind, make):
    net = copy.deepcopy(net)
    names = [name for name, layer in net.named_modules() if isinstance(layer, kind)]
    for name in names:
        net.set_submodule(name, make(net.get_submodule(name)))
    return names
