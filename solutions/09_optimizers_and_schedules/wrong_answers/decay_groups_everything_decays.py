# cell: decay_groups
# caught by: weights_alone_decay
# hint: It is a scale
# misconception: 50
def decay_groups(net, weight_decay):
    params = [p for p in net.parameters() if p.requires_grad]
    return [{"params": params, "weight_decay": weight_decay}]
