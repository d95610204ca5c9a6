# cell: sgd_by_layer
# caught by: every_parameter_is_held_once
# hint: in none of its layers
def sgd_by_layer(net, lr, momentum, layers):
    groups = []
    for name, child in net.named_children():
        options = layers.get(name, {})
        groups.append({"params": list(child.parameters()), **options})
    return torch.optim.SGD(groups, lr=lr, momentum=momentum)
