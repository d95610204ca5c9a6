# cell: decay_groups
def decay_groups(net, weight_decay):
    trained = [(n, p) for n, p in net.named_parameters() if p.requires_grad]
    return [
        {"params": [(n, p) for n, p in trained if p.ndim >= 2], "weight_decay": weight_decay},
        {"params": [(n, p) for n, p in trained if p.ndim < 2], "weight_decay": 0.0},
    ]
