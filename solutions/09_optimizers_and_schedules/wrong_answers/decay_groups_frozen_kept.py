# cell: decay_groups
# caught by: frozen_parameters_are_left_out
# hint: is frozen
def decay_groups(net, weight_decay):
    weights = [p for p in net.parameters() if p.ndim >= 2]
    others = [p for p in net.parameters() if p.ndim < 2]
    return [{"params": weights, "weight_decay": weight_decay}, {"params": others, "weight_decay": 0.0}]
