# cell: train_net
def train_net(net, loader, loader_val, epochs, max_lr, change):
    from course_lib.training import progress

    total = epochs * len(loader)
    up = max(1, total // 3)
    optimizer = torch.optim.SGD(net.parameters(), lr=max_lr / 20, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.CyclicLR(optimizer, max_lr / 20, max_lr, up, total - up, cycle_momentum=False)
    history = History()
    for _ in range(epochs):
        net.train()
        for x, y in progress(loader, total=len(loader)):
            optimizer.zero_grad()
            loss = F.cross_entropy(net(change(x.to(device))), y.to(device))
            loss.backward()
            optimizer.step()
            scheduler.step()
            history.log(loss=loss)
        history.log(validation=evaluate(loader_val, net, device))
    return history
