# cell: decay_groups
def decay_groups(net, weight_decay):
    seen, groups = set(), {True: [], False: []}
    for module in net.modules():
        for p in module.parameters(recurse=False):
            if p.requires_grad and p not in seen:
                seen.add(p)
                groups[p.ndim >= 2].append(p)
    return [{"params": groups[k], "weight_decay": weight_decay * k} for k in (True, False)]
