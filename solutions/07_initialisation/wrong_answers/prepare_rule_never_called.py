# cell: prepare
# caught by: rule_meets_every_module_after_the_dry_run
# hint: never called
def prepare(net, batch, rule):
    training = net.training
    net.eval()
    with torch.no_grad():
        net(batch)
    net.train(training)
    return net
