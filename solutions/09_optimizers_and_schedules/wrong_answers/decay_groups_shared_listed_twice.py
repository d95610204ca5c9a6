# cell: decay_groups
# caught by: weights_alone_decay
# hint: more than once
def decay_groups(net, weight_decay):
    decay, no_decay = [], []
    for module in net.modules():
        for p in module.parameters(recurse=False):
            if p.requires_grad:
                (decay if p.ndim >= 2 else no_decay).append(p)
    return [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
