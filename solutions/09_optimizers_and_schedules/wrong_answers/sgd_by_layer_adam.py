# cell: sgd_by_layer
# caught by: every_parameter_is_held_once
# hint: expected torch.optim.SGD
def sgd_by_layer(net, lr, momentum, layers):
    rest = dict(net.named_parameters())
    groups = []
    for layer, options in layers.items():
        names = [name for name in rest if name.startswith(layer + ".")]
        groups.append({"params": [rest.pop(name) for name in names], "lr": options.get("lr", lr)})
    groups.append({"params": list(rest.values())})
    return torch.optim.Adam(groups, lr=lr)
