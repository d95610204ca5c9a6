# cell: sgd_by_layer
# caught by: options_are_those_of_the_layer
# hint: leave out is as for the rest
def sgd_by_layer(net, lr, momentum, layers):
    groups = []
    for name, p in net.named_parameters():
        for layer in layers:
            if name.startswith(layer + "."):
                options = layers[layer]
                groups.append({"params": p, "lr": options.get("lr", lr), "momentum": options.get("momentum", 0)})
                break
        else:
            groups.append({"params": p})
    return torch.optim.SGD(groups, lr=lr, momentum=momentum)
