# cell: fine_tuning
def fine_tuning(net, num_classes, lr, head_lr, warmup_epochs):
    of_head = set(net.head.parameters())
    rest = [p for p in net.parameters() if p not in of_head]
    optimizer = torch.optim.SGD(rest, lr=lr, momentum=0.9)
    net.head = nn.Linear(net.head.in_features, num_classes, device=net.head.weight.device)
    optimizer.add_param_group({"params": net.head.parameters(), "lr": head_lr})
    scheduler = LinearLR(optimizer, start_factor=0.1, total_iters=warmup_epochs)
    return optimizer, scheduler
