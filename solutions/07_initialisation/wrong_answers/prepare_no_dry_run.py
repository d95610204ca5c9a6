# cell: prepare
# caught by: rule_meets_every_module_after_the_dry_run
# hint: first the dry run
# misconception: 33
def prepare(net, batch, rule):
    return net.apply(rule)
