# cell: sgd_by_layer
def sgd_by_layer(net, lr, momentum, layers):
    optimizer = torch.optim.SGD([{"params": [p]} for p in net.parameters()], lr=lr, momentum=momentum)
    modules = dict(net.named_modules())
    for name in layers:
        inside = set(modules[name].parameters())
        for group in optimizer.param_groups:
            if group["params"][0] in inside:
                for k, v in layers[name].items():
                    group[k] = v
    return optimizer
