# cell: train_with_schedule
def train_with_schedule(net, loader, optimizer, scheduler, epochs, per_batch, max_norm):
    rates, losses = [], []
    for _ in range(epochs):
        net.train()
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            loss = F.cross_entropy(net(x), y)
            optimizer.zero_grad()
            loss.backward()
            grads = [p.grad for p in net.parameters() if p.grad is not None]
            total_norm = torch.cat([g.flatten() for g in grads]).norm()
            if total_norm > max_norm:
                for g in grads:
                    g *= max_norm / total_norm
            rates.append(scheduler.get_last_lr()[0])
            losses.append(float(loss))
            optimizer.step()
            if per_batch:
                scheduler.step()
        if not per_batch:
            scheduler.step()
    return rates, losses
