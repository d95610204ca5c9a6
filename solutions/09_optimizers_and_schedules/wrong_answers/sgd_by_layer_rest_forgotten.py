# cell: sgd_by_layer
# caught by: every_parameter_is_held_once
# hint: would never be trained
def sgd_by_layer(net, lr, momentum, layers):
    groups = []
    for layer, options in layers.items():
        params = net.get_submodule(layer).parameters()
        groups.append({"params": params, "lr": options.get("lr", lr), "momentum": options.get("momentum", momentum)})
    return torch.optim.SGD(groups, lr=lr, momentum=momentum)
