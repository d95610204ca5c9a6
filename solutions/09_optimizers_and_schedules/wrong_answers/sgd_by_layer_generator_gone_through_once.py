# cell: sgd_by_layer
# caught by: every_parameter_is_held_once
# hint: would never be trained
# misconception: 48
def sgd_by_layer(net, lr, momentum, layers):
    named = net.named_parameters()
    groups = []
    taken = []
    for layer, options in layers.items():
        mine = [(n, p) for n, p in named if n.startswith(layer + ".")]
        taken += [n for n, p in mine]
        groups.append({"params": [p for n, p in mine], **options})
    groups.append({"params": [p for n, p in named if n not in taken]})
    return torch.optim.SGD(groups, lr=lr, momentum=momentum)
