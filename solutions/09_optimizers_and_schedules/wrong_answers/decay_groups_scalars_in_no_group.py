# cell: decay_groups
# caught by: weights_alone_decay
# hint: gain is in no group
def decay_groups(net, weight_decay):
    trained = [p for p in net.parameters() if p.requires_grad]
    return [
        {"params": [p for p in trained if p.dim() >= 2], "weight_decay": weight_decay},
        {"params": [p for p in trained if p.dim() == 1], "weight_decay": 0.0},
    ]
