# cell: train_with_schedule
def train_with_schedule(net, loader, optimizer, scheduler, epochs, per_batch, max_norm):
    history = []
    for epoch in range(epochs):
        for number, (images, labels) in enumerate(loader):
            net.zero_grad()
            loss = nn.functional.cross_entropy(net(images.to(device)), labels.to(device))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters=net.parameters(), max_norm=max_norm)
            history.append((optimizer.param_groups[0]["lr"], loss.item()))
            optimizer.step()
            if per_batch or number == len(loader) - 1:
                scheduler.step()
        print(f"epoch {epoch}: loss {history[-1][1]:.3f}, rate {history[-1][0]:.2g}")
    rates, losses = zip(*history)
    return rates, losses
