# cell: sgd_by_layer
# caught by: every_parameter_is_held_once
# hint: left out of the rest
# misconception: 49
def sgd_by_layer(net, lr, momentum, layers):
    groups = [{"params": net.parameters()}]
    for name, options in layers.items():
        groups.append({"params": net.get_submodule(name).parameters(), **options})
    return torch.optim.SGD(groups, lr=lr, momentum=momentum)
