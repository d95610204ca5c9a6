# cell: sgd_by_layer
# caught by: options_are_those_of_the_layer
# hint: has been changed
def sgd_by_layer(net, lr, momentum, layers):
    rest = dict(net.named_parameters())
    groups = []
    for layer, options in layers.items():
        options["params"] = [rest.pop(n) for n in list(rest) if n.startswith(layer + ".")]
        groups.append(options)
    groups.append({"params": list(rest.values())})
    return torch.optim.SGD(groups, lr=lr, momentum=momentum)
