# cell: visiting_order
net = visited()
names = {module: name for name, module in net.named_modules()}
apply_order = []
net.apply(lambda module: apply_order.append(names[module]))
loop_order = [names[module] for module in net.modules()]
net.apply(rule)
norm_after_apply = net.block.norm.weight
net = visited()
for module in net.modules():
    rule(module)
norm_after_loop = net.block.norm.weight.detach().numpy()
