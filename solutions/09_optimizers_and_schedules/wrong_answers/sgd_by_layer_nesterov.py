# cell: sgd_by_layer
# caught by: options_are_those_of_the_layer
# hint: was not asked for
def sgd_by_layer(net, lr, momentum, layers):
    groups = []
    for name, p in net.named_parameters():
        own = {"lr": lr, "momentum": momentum}
        for layer, options in layers.items():
            if name.startswith(layer + "."):
                own = {**own, **options}
        groups.append({"params": [p], "nesterov": own["momentum"] > 0, **own})
    return torch.optim.SGD(groups, lr=lr, momentum=momentum)
