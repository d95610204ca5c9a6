# cell: decay_groups
# caught by: weights_alone_decay
# hint: both weight and bias are vectors
# misconception: 50
def decay_groups(net, weight_decay):
    trained = {n: p for n, p in net.named_parameters() if p.requires_grad}
    return [
        {"params": [p for n, p in trained.items() if n.endswith("weight")], "weight_decay": weight_decay},
        {"params": [p for n, p in trained.items() if not n.endswith("weight")], "weight_decay": 0.0},
    ]
