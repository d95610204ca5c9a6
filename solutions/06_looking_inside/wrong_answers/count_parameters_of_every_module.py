# cell: count_parameters
# caught by: every_parameter_is_counted
# hint: several times
def count_parameters(net, trainable_only=False):
    total = 0
    for module in net.modules():
        for p in module.parameters():
            if p.requires_grad or not trainable_only:
                total += p.numel()
    return total
