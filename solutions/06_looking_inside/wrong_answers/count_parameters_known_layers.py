# cell: count_parameters
# caught by: every_parameter_is_counted
# hint: some kinds
def count_parameters(net, trainable_only=False):
    total = 0
    for module in net.modules():
        if isinstance(module, (nn.Linear, nn.Conv2d, nn.BatchNorm1d, nn.BatchNorm2d)):
            for p in module.parameters():
                if p.requires_grad or not trainable_only:
                    total += p.numel()
    return total + sum(p.numel() for p in net.parameters(recurse=False))
