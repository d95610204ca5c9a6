# cell: fine_tuning
# caught by: optimizer_holds_the_new_net
# hint: frozen, thawed or replaced
def fine_tuning(net, num_classes, lr, head_lr, warmup_epochs):
    net.head = nn.Linear(net.head.in_features, num_classes, device=net.head.weight.device)
    body = [p for name, p in net.named_parameters() if not name.startswith("head.")]
    for p in body:
        p.requires_grad_(False)
    groups = [{"params": body}, {"params": net.head.parameters(), "lr": head_lr}]
    optimizer = torch.optim.SGD(groups, lr=lr, momentum=0.9)
    scheduler = LinearLR(optimizer, start_factor=0.1, total_iters=warmup_epochs)
    return optimizer, scheduler
