# cell: decay_groups
# caught by: weights_alone_decay
# hint: has 2 axes, so it decays
def decay_groups(net, weight_decay):
    ps = [p for p in net.parameters() if p.requires_grad]
    return [
        {"params": [p for p in ps if p.squeeze().ndim >= 2], "weight_decay": weight_decay},
        {"params": [p for p in ps if p.squeeze().ndim < 2], "weight_decay": 0.0},
    ]
