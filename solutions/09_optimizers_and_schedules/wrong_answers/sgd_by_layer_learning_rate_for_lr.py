# cell: sgd_by_layer
# caught by: options_are_those_of_the_layer
# hint: ignores a key such as learning_rate
def sgd_by_layer(net, lr, momentum, layers):
    rest = dict(net.named_parameters())
    groups = []
    for layer, options in layers.items():
        names = [name for name in rest if name.startswith(layer + ".")]
        groups.append({
            "params": [rest.pop(name) for name in names],
            "learning_rate": options.get("lr", lr),
            "momentum": options.get("momentum", momentum),
        })
    groups.append({"params": list(rest.values())})
    return torch.optim.SGD(groups, lr=lr, momentum=momentum)
