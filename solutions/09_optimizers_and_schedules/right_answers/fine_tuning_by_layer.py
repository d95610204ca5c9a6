# cell: fine_tuning
def fine_tuning(net, num_classes, lr, head_lr, warmup_epochs):
    net.head = nn.Linear(net.head.in_features, num_classes, device=net.head.weight.device)
    optimizer = sgd_by_layer(net, lr, 0.9, {"head": {"lr": head_lr}})
    scheduler = LinearLR(optimizer, start_factor=0.1, total_iters=warmup_epochs)
    return optimizer, scheduler
