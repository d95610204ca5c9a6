# cell: train_net
def train_net(net, loader, loader_val, epochs, max_lr, change):
    weights = [p for p in net.parameters() if p.ndim > 1]
    others = [p for p in net.parameters() if p.ndim <= 1]
    groups = [{"params": weights, "weight_decay": 5e-4}, {"params": others}]
    optimizer = torch.optim.SGD(groups, lr=max_lr, momentum=0.9)
    steps = epochs * len(loader)
    warm = steps // 4
    first = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=0.1, total_iters=warm)
    second = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=steps - warm)
    scheduler = torch.optim.lr_scheduler.SequentialLR(optimizer, [first, second], milestones=[warm])
    scaler = torch.amp.GradScaler(device.type, enabled=False)
    history = History()
    step = 0
    net.train()
    while step < steps:
        for x, y in loader:
            history.log(loss=fast_step(net, optimizer, scaler, change(x.to(device)), y.to(device)))
            scheduler.step()
            step += 1
        history.log(validation=evaluate(loader_val, net, device))
    return history
