# cell: decay_groups
# caught by: weights_alone_decay
# hint: both weight and bias are vectors
# misconception: 50
def decay_groups(net, weight_decay):
    decay, no_decay = [], []
    for name, p in net.named_parameters():
        if not p.requires_grad:
            continue
        if "bias" in name:
            no_decay.append(p)
        else:
            decay.append(p)
    return [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
