# cell: sgd_by_layer
def sgd_by_layer(net, lr, momentum, layers):
    groups, taken = [], set()
    for name, options in layers.items():
        params = list(net.get_submodule(name).parameters())
        taken.update(id(p) for p in params)
        groups.append(dict(params=params, **options))
    rest = (p for p in net.parameters() if id(p) not in taken)
    return torch.optim.SGD([{"params": rest}, *groups], lr=lr, momentum=momentum)
