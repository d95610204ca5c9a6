# cell: decay_groups
# caught by: frozen_parameters_are_left_out
# hint: requires_grad has changed
def decay_groups(net, weight_decay):
    trained = []
    for p in net.parameters():
        if p.requires_grad:
            trained.append(p)
        p.requires_grad_(True)
    return [
        {"params": [p for p in trained if p.ndim >= 2], "weight_decay": weight_decay},
        {"params": [p for p in trained if p.ndim < 2], "weight_decay": 0.0},
    ]
