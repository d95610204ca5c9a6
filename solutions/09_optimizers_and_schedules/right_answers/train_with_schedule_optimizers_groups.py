# cell: train_with_schedule
def train_with_schedule(net, loader, optimizer, scheduler, epochs, per_batch, max_norm):
    rates, losses = [], []
    optimizer.zero_grad()
    for _ in range(epochs):
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            loss = F.cross_entropy(net(x), y)
            loss.backward()
            nn.utils.clip_grad_norm_([p for group in optimizer.param_groups for p in group['params']], max_norm)
            rates.append(optimizer.param_groups[0]["lr"])
            losses.append(loss.item())
            optimizer.step()
            optimizer.zero_grad()
            if per_batch:
                scheduler.step()
        if not per_batch:
            scheduler.step()
    return rates, losses
