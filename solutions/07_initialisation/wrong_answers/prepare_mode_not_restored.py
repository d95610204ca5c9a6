# cell: prepare
# caught by: dry_run_leaves_no_trace
# hint: eval mode afterwards
# misconception: 56
def prepare(net, batch, rule):
    net.eval()
    with torch.no_grad():
        net(batch)
    return net.apply(rule)
