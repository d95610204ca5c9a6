# cell: prepare
def prepare(net, batch, rule):
    was_training = net.training
    net.eval()
    net(batch)
    if was_training:
        net.train()
    for module in net.modules():
        rule(module)
    return net
