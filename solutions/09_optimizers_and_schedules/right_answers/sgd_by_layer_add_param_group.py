# cell: sgd_by_layer
def sgd_by_layer(net, lr, momentum, layers):
    def layer_of(name):
        for layer in layers:
            if name[: len(layer) + 1] == layer + ".":
                return layer
        return None

    rest = [p for name, p in net.named_parameters() if layer_of(name) is None]
    optimizer = torch.optim.SGD(rest, lr, momentum)
    for layer, options in layers.items():
        mine = [p for name, p in net.named_parameters() if layer_of(name) == layer]
        group = {"params": mine}
        if "lr" in options:
            group["lr"] = options["lr"]
        if "momentum" in options:
            group["momentum"] = options["momentum"]
        optimizer.add_param_group(group)
    print(len(optimizer.param_groups), "groups")
    return optimizer
