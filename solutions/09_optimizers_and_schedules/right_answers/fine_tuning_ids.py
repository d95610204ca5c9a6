# cell: fine_tuning
def fine_tuning(net, num_classes, lr, head_lr, warmup_epochs):
    net.head = nn.Linear(net.head.in_features, num_classes, device=net.head.weight.device)
    head_ids = {id(p) for p in net.head.parameters()}
    rest = (p for p in net.parameters() if id(p) not in head_ids)
    optimizer = torch.optim.SGD([{"params": net.head.parameters(), "lr": head_lr}, {"params": rest}], lr, 0.9)
    return optimizer, LinearLR(optimizer, 0.1, total_iters=warmup_epochs)
