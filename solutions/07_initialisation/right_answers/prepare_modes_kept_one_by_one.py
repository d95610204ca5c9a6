# cell: prepare
def prepare(net, batch, rule):
    modes = [(module, module.training) for module in net.modules()]
    net.eval()
    try:
        with torch.no_grad():
            _ = net(batch)
    finally:
        for module, mode in modes:
            module.training = mode
    net.apply(rule)
    return net
