# cell: sgd_by_layer
# caught by: every_parameter_is_held_once
# hint: could be thawed later
def sgd_by_layer(net, lr, momentum, layers):
    rest = {n: p for n, p in net.named_parameters() if p.requires_grad}
    groups = []
    for layer, o in layers.items():
        ps = [rest.pop(n) for n in list(rest) if n.startswith(layer + ".")]
        groups.append({"params": ps, **o})
    groups.append({"params": list(rest.values())})
    return torch.optim.SGD(groups, lr=lr, momentum=momentum)
