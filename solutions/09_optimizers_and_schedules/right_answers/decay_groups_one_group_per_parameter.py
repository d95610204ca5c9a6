# cell: decay_groups
def decay_groups(net, weight_decay):
    return [
        {"params": [p], "weight_decay": weight_decay if p.dim() > 1 else 0}
        for p in net.parameters()
        if p.requires_grad
    ]
