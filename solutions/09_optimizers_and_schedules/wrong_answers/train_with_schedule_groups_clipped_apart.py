# cell: train_with_schedule
# caught by: gradients_of_every_batch_are_clipped
# hint: together, in one call
def train_with_schedule(net, loader, optimizer, scheduler, epochs, per_batch, max_norm):
    rates, losses = [], []
    for _ in range(epochs):
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            loss = F.cross_entropy(net(x), y)
            optimizer.zero_grad()
            loss.backward()
            for group in optimizer.param_groups:
                nn.utils.clip_grad_norm_(group["params"], max_norm)
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            losses.append(loss.item())
            if per_batch:
                scheduler.step()
        if not per_batch:
            scheduler.step()
    return rates, losses
