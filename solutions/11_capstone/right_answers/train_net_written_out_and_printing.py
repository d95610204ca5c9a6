# cell: train_net
def validate(net, loader):
    mode = net.training
    net.eval()
    with torch.inference_mode():
        hits = [(net(x.to(device)).argmax(1) == y.to(device)).float() for x, y in loader]
    net.train(mode)
    return torch.cat(hits).mean()


def train_net(net, loader, loader_val, epochs, max_lr, change):
    net.train()
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(net.parameters(), lr=max_lr, momentum=0.9)
    scheduler = OneCycleLR(optimizer, max_lr=max_lr, epochs=epochs, steps_per_epoch=len(loader), pct_start=0.2)
    history = History()
    for epoch in range(1, epochs + 1):
        for x, y in loader:
            x, y = change(x).to(device), y.to(device)
            loss = criterion(net(x), y)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            scheduler.step()
            history.log(loss=loss)
        accuracy = validate(net, loader_val)
        history.log(validation=accuracy)
        print(f"epoch {epoch}: {accuracy:.1%}")
    return history
