# cell: fine_tuning
def fine_tuning(net, num_classes, lr, head_lr, warmup_epochs):
    net.head = nn.Linear(net.head.in_features, num_classes, device=net.head.weight.device)
    groups = [{"params": [p], "lr": head_lr if name in ("head.weight", "head.bias") else lr} for name, p in net.named_parameters()]
    optimizer = torch.optim.SGD(groups, momentum=0.9, lr=lr)
    return [optimizer, LambdaLR(optimizer, lambda e: min(1.0, 0.1 + 0.9 * e / warmup_epochs))]
