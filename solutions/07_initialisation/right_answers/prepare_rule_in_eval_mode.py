# cell: prepare
def prepare(net, batch, rule):
    training = net.training
    net = net.eval()
    with torch.no_grad():
        net(batch[:1])
    net.apply(rule)
    return net.train(mode=training)
