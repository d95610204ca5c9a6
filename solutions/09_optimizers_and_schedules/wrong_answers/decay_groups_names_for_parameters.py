# cell: decay_groups
# caught by: weights_alone_decay
# hint: only the parameters belong
def decay_groups(net, weight_decay):
    trained = [(n, p) for n, p in net.named_parameters() if p.requires_grad]
    return [
        {"params": [n for n, p in trained if p.ndim >= 2], "weight_decay": weight_decay},
        {"params": [n for n, p in trained if p.ndim < 2], "weight_decay": 0.0},
    ]
