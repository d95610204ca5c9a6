# cell: prepare
# caught by: rule_meets_every_module_after_the_dry_run
# hint: returns None
def prepare(net, batch, rule):
    training = net.training
    net.eval()
    with torch.no_grad():
        net(batch)
    net.train(training)
    net.apply(rule)
