# cell: train_net
def train_net(net, loader, loader_val, epochs, max_lr, change):
    steps = epochs * len(loader)
    warm = max(1, steps // 5)
    optimizer = torch.optim.AdamW(net.parameters(), lr=max_lr, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: (i + 1) / (warm + 1) if i < warm else max(0.0, (steps - i) / (steps - warm))
    )
    history = History()
    for epoch in range(epochs):
        net.train()
        for images, labels in loader:
            optimizer.zero_grad()
            scores = net(change(images).to(device))
            loss = F.cross_entropy(scores, labels.to(device), label_smoothing=0.1)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            history.log(loss=loss.item())
        net.eval()
        right = total = 0
        with torch.no_grad():
            for images, labels in loader_val:
                right += (net(images.to(device)).argmax(1).cpu() == labels.cpu()).sum().item()
                total += len(labels)
        history.log(validation=right / total)
    return history
