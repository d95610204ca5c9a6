# cell: train_with_schedule
# caught by: schedule_is_followed
# hint: top of the epoch
# misconception: 52
def train_with_schedule(net, loader, optimizer, scheduler, epochs, per_batch, max_norm):
    rates, losses = [], []
    parameters = net.parameters()
    for _ in range(epochs):
        scheduler.step()
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            loss = F.cross_entropy(net(x), y)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, max_norm)
            optimizer.step()
            if per_batch:
                scheduler.step()
            rates.append(optimizer.param_groups[0]["lr"])
            losses.append(loss)
    return rates, losses
