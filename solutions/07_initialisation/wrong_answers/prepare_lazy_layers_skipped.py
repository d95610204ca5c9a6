# cell: prepare
# caught by: rule_meets_every_module_after_the_dry_run
# hint: shape
# misconception: 33
def prepare(net, batch, rule):
    for module in net.modules():
        if not any(nn.parameter.is_lazy(p) for p in module.parameters()):
            rule(module)
    return net
