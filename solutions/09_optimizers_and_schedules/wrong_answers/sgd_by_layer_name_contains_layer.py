# cell: sgd_by_layer
# caught by: options_are_those_of_the_layer
# hint: name of another layer
def sgd_by_layer(net, lr, momentum, layers):
    groups = []
    for name, p in net.named_parameters():
        group = {"params": [p]}
        for layer in layers:
            if layer in name:
                group.update(layers[layer])
        groups.append(group)
    return torch.optim.SGD(groups, lr=lr, momentum=momentum)
