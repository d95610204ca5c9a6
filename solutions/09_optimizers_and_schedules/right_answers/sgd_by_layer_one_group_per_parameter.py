# cell: sgd_by_layer
def sgd_by_layer(net, lr, momentum, layers):
    groups = []
    for name, p in net.named_parameters():
        options = {"lr": lr, "momentum": momentum}
        for layer in layers:
            if name.startswith(layer + "."):
                options.update(layers[layer])
        groups.append({"params": [p], **options})
    return torch.optim.SGD(groups, lr=lr)
