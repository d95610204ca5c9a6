# cell: train_net
# caught by: every_step_trains_the_net
# hint: The gradients grow from step to step
# misconception: 1
def train_net(net, loader, loader_val, epochs, max_lr, change):
    optimizer = torch.optim.SGD(net.parameters(), lr=max_lr, momentum=0.9, nesterov=True)
    scheduler = OneCycleLR(optimizer, max_lr, total_steps=epochs * len(loader))
    history = History()
    for _ in range(epochs):
        net.train()
        for x, y in loader:
            x, y = change(x.to(device)), y.to(device)
            loss = F.cross_entropy(net(x), y)
            loss.backward()
            optimizer.step()
            scheduler.step()
            history.log(loss=loss)
        history.log(validation=evaluate(loader_val, net, device))
    return history
