# cell: prepare
# caught by: dry_run_leaves_no_trace
# hint: running statistics
# misconception: 57
def prepare(net, batch, rule):
    training = net.training
    net.train()
    with torch.no_grad():
        net(torch.cat([batch, batch]))
    net.train(training)
    for module in net.modules():
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            module.reset_running_stats()
    return net.apply(rule)
