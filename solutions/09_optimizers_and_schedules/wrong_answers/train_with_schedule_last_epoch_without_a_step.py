# cell: train_with_schedule
# caught by: schedule_is_followed
# hint: after the last one, too
# misconception: 52
def train_with_schedule(net, loader, optimizer, scheduler, epochs, per_batch, max_norm):
    rates, losses = [], []
    for epoch in range(epochs):
        if epoch > 0 and not per_batch:
            scheduler.step()
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            loss = F.cross_entropy(net(x), y)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), max_norm)
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            losses.append(loss.item())
            if per_batch:
                scheduler.step()
    return rates, losses
