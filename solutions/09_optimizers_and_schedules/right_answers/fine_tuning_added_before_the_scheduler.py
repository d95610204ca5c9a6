# cell: fine_tuning
def fine_tuning(net, num_classes, lr, head_lr, warmup_epochs):
    old = net.head
    net.head = nn.Linear(old.in_features, num_classes).to(old.weight.device)
    head = set(net.head.parameters())
    optimizer = torch.optim.SGD([p for p in net.parameters() if p not in head], lr=lr, momentum=0.9)
    optimizer.add_param_group({"params": list(head), "lr": head_lr})
    scheduler = LinearLR(optimizer, start_factor=0.1, total_iters=warmup_epochs)
    return optimizer, scheduler
