# cell: prepare
# caught by: dry_run_leaves_no_trace
# hint: running statistics
# misconception: 57
def prepare(net, batch, rule):
    with torch.no_grad():
        net(batch)
    return net.apply(rule)
