# cell: decay_groups
# caught by: weights_alone_decay
# hint: is in no group
def decay_groups(net, weight_decay):
    decay, no_decay = [], []
    for m in net.modules():
        if isinstance(m, (nn.Linear, nn.Conv2d)):
            if m.weight.requires_grad:
                decay.append(m.weight)
            if m.bias is not None and m.bias.requires_grad:
                no_decay.append(m.bias)
        elif isinstance(m, (nn.BatchNorm2d, nn.LayerNorm)):
            no_decay += [p for p in m.parameters() if p.requires_grad]
    return [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
