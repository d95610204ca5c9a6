# cell: sgd_by_layer
# caught by: options_are_those_of_the_layer
# hint: It has the options of the rest
def sgd_by_layer(net, lr, momentum, layers):
    groups = []
    for name, p in net.named_parameters():
        layer = name.removesuffix(".weight")
        groups.append({"params": [p], **layers.get(layer, {})})
    return torch.optim.SGD(groups, lr=lr, momentum=momentum)
