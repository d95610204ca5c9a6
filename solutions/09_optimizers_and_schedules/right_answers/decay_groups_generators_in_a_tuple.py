# cell: decay_groups
def decay_groups(net, weight_decay):
    weights = (p for p in net.parameters() if p.requires_grad and len(p.shape) >= 2)
    others = (p for p in net.parameters() if p.requires_grad and len(p.shape) < 2)
    return {"params": weights, "weight_decay": weight_decay}, {"params": others, "weight_decay": 0.0}
