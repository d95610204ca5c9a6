# cell: fine_tuning
# caught by: optimizer_holds_the_new_net
# hint: still holds the old head
# misconception: 46
def fine_tuning(net, num_classes, lr, head_lr, warmup_epochs):
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    scheduler = LinearLR(optimizer, start_factor=0.1, total_iters=warmup_epochs)
    net.head = nn.Linear(net.head.in_features, num_classes, device=net.head.weight.device)
    optimizer.add_param_group({"params": net.head.parameters(), "lr": head_lr})
    return optimizer, scheduler
