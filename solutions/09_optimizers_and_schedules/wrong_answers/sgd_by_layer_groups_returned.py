# cell: sgd_by_layer
# caught by: every_parameter_is_held_once
# hint: return the optimizer
def sgd_by_layer(net, lr, momentum, layers):
    rest = dict(net.named_parameters())
    groups = []
    for layer, options in layers.items():
        names = [name for name in rest if name.startswith(layer + ".")]
        groups.append({"params": [rest.pop(name) for name in names], **options})
    groups.append({"params": list(rest.values()), "lr": lr, "momentum": momentum})
    return groups
