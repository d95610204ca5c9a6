# cell: decay_groups
# caught by: weights_alone_decay
# hint: leaves repetitions out
# misconception: 49
def decay_groups(net, weight_decay):
    groups = []
    for module in net.modules():
        for p in module.parameters(recurse=False):
            if p.requires_grad:
                groups.append({"params": [p], "weight_decay": weight_decay if p.ndim >= 2 else 0.0})
    return groups
