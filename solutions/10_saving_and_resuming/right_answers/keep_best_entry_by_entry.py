# cell: keep_best
def train_keeping_best(net, epochs, train_one_epoch, validate):
    best, kept = -np.inf, {}
    for epoch in range(epochs):
        train_one_epoch(net)
        now = validate(net)
        if now > best:
            best = now
            for name, value in net.state_dict().items():
                kept[name] = torch.empty_like(value).copy_(value)
    for name, value in net.state_dict().items():
        value.copy_(kept[name])
    return best
