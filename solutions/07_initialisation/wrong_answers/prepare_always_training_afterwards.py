# cell: prepare
# caught by: dry_run_leaves_no_trace
# hint: training mode afterwards
# misconception: 56
def prepare(net, batch, rule):
    net.eval()
    with torch.no_grad():
        net(batch)
    net.apply(rule)
    net.train()
    return net
