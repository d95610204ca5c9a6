# cell: decay_groups
# caught by: weights_alone_decay
# hint: so it decays
def decay_groups(net, weight_decay):
    trained = [p for p in net.parameters() if p.requires_grad]
    return [
        {"params": [p for p in trained if p.ndim >= 2], "weight_decay": 0.0},
        {"params": [p for p in trained if p.ndim < 2], "weight_decay": weight_decay},
    ]
