# cell: train_net
# caught by: rate_rises_and_falls_by_batches
# hint: rises again
def train_net(net, loader, loader_val, epochs, max_lr, change):
    history = History()
    for _ in range(epochs):
        optimizer = torch.optim.SGD(net.parameters(), lr=max_lr, momentum=0.9)
        scheduler = OneCycleLR(optimizer, max_lr=max_lr, total_steps=len(loader))
        net.train()
        for x, y in loader:
            optimizer.zero_grad()
            loss = F.cross_entropy(net(change(x.to(device))), y.to(device))
            loss.backward()
            optimizer.step()
            scheduler.step()
            history.log(loss=loss)
        history.log(validation=evaluate(loader_val, net, device))
    return history
