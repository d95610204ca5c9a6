# cell: prepare
# caught by: rule_meets_every_module_after_the_dry_run
# hint: any depth
# misconception: 29
def prepare(net, batch, rule):
    training = net.training
    net.eval()
    with torch.no_grad():
        net(batch)
    net.train(training)
    for child in net.children():
        rule(child)
    rule(net)
    return net
