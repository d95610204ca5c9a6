# cell: train_net
# caught by: every_step_trains_the_net
# hint: does not hold all
def train_net(net, loader, loader_val, epochs, max_lr, change):
    optimizer = torch.optim.SGD(list(net.parameters())[-2:], lr=max_lr, momentum=0.9, nesterov=True)
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
        history.log(validation=evaluate(loader_val, net, device))
    return history
