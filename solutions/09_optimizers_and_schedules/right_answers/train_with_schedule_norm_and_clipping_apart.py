# cell: train_with_schedule
def _one_batch(net, x, y, optimizer, max_norm):
    optimizer.zero_grad()
    loss = F.cross_entropy(net(x), y)
    loss.backward()
    total = nn.utils.get_total_norm([p.grad for p in net.parameters() if p.grad is not None])
    nn.utils.clip_grads_with_norm_(net.parameters(), max_norm, total)
    rate = optimizer.param_groups[0]["lr"]
    optimizer.step()
    return rate, loss.item()


def train_with_schedule(net, loader, optimizer, scheduler, epochs, per_batch, max_norm):
    history = []
    for _ in range(epochs):
        for x, y in loader:
            history.append(_one_batch(net, x.to(device), y.to(device), optimizer, max_norm))
            if per_batch:
                scheduler.step()
        else:
            if not per_batch:
                scheduler.step()
    rates, losses = map(list, zip(*history))
    return rates, losses
