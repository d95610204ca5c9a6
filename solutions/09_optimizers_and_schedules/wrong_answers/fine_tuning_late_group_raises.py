# cell: fine_tuning
# caught by: optimizer_holds_the_new_net
# hint: make it after all groups
# misconception: 54
def fine_tuning(net, num_classes, lr, head_lr, warmup_epochs):
    net.head = nn.Linear(net.head.in_features, num_classes, device=net.head.weight.device)
    body = [p for name, p in net.named_parameters() if not name.startswith("head.")]
    optimizer = torch.optim.SGD(body, lr=lr, momentum=0.9)
    scheduler = LambdaLR(optimizer, lambda e: min(1.0, 0.1 + 0.9 * e / warmup_epochs))
    optimizer.add_param_group({"params": net.head.parameters(), "lr": head_lr})
    return optimizer, scheduler
