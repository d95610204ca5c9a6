# cell: train_net
# caught by: modes_and_images_are_right
# hint: validated in training mode
# misconception: 55
def train_net(net, loader, loader_val, epochs, max_lr, change):
    optimizer = torch.optim.SGD(net.parameters(), lr=max_lr, momentum=0.9, nesterov=True)
    scheduler = OneCycleLR(optimizer, max_lr, total_steps=epochs * len(loader))
    history = History()
    for _ in range(epochs):
        net.train()
        for x, y in loader:
            x, y = change(x.to(device)), y.to(device)
            loss = F.cross_entropy(net(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            scheduler.step()
            history.log(loss=loss)
        right, total, parts = 0, 0, []
        with torch.no_grad():
            for x, y in loader_val:
                hits = (net(x.to(device)).argmax(1) == y.to(device)).float()
                right, total = right + hits.sum().item(), total + len(y)
                parts.append(hits.mean().item())
        history.log(validation=right / total)
    return history
