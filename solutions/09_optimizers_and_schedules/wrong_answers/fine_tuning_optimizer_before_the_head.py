# cell: fine_tuning
# caught by: optimizer_holds_the_new_net
# hint: does not hold the new head
# misconception: 46
def fine_tuning(net, num_classes, lr, head_lr, warmup_epochs):
    body = [p for name, p in net.named_parameters() if not name.startswith("head.")]
    groups = [{"params": body}, {"params": net.head.parameters(), "lr": head_lr}]
    optimizer = torch.optim.SGD(groups, lr=lr, momentum=0.9)
    scheduler = LinearLR(optimizer, start_factor=0.1, total_iters=warmup_epochs)
    net.head = nn.Linear(net.head.in_features, num_classes, device=net.head.weight.device)
    return optimizer, scheduler
