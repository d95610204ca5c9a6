# cell: sgd_by_layer
def sgd_by_layer(net, lr, momentum, layers):
    rest = dict(net.named_parameters())
    groups = []
    for layer in layers:
        mine = {n: p for n, p in rest.items() if n.startswith(layer + ".")}
        rest = {n: p for n, p in rest.items() if n not in mine}
        groups.append({"params": list(mine.items()), **layers[layer]})
    groups.append({"params": list(rest.items())})
    return torch.optim.SGD(groups, lr, momentum)
