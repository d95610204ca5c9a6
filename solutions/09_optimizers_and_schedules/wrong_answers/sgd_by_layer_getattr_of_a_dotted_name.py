# cell: sgd_by_layer
# caught by: every_parameter_is_held_once
# hint: dotted name
def sgd_by_layer(net, lr, momentum, layers):
    groups = []
    special = set()
    for name, options in layers.items():
        layer = getattr(net, name)
        groups.append({"params": list(layer.parameters()), **options})
        special |= set(layer.parameters())
    groups.append({"params": [p for p in net.parameters() if p not in special]})
    return torch.optim.SGD(groups, lr=lr, momentum=momentum)
