# cell: train_with_schedule
# caught by: gradients_of_every_batch_are_clipped
# hint: first batch of each epoch
# misconception: 48
def train_with_schedule(net, loader, optimizer, scheduler, epochs, per_batch, max_norm):
    rates, losses = [], []
    for _ in range(epochs):
        parameters = net.parameters()
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            loss = F.cross_entropy(net(x), y)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, max_norm)
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            losses.append(loss.item())
            if per_batch:
                scheduler.step()
        if not per_batch:
            scheduler.step()
    return rates, losses
