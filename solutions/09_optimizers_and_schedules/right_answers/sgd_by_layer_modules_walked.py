# cell: sgd_by_layer
def sgd_by_layer(net, lr, momentum, layers):
    default = {"lr": lr, "momentum": momentum}
    options_of = {p: default for p in net.parameters()}
    for name, module in net.named_modules():
        if name in layers:
            for p in module.parameters():
                options_of[p] = {**default, **layers[name]}
    return torch.optim.SGD([{"params": p, **o} for p, o in options_of.items()], lr=lr)
