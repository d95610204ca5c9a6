# cell: fine_tuning
# caught by: optimizer_holds_the_new_net
# hint: would never be trained
def fine_tuning(net, num_classes, lr, head_lr, warmup_epochs):
    net.head = nn.Linear(net.head.in_features, num_classes, device=net.head.weight.device)
    optimizer = torch.optim.SGD(net.head.parameters(), lr=head_lr, momentum=0.9)
    scheduler = LinearLR(optimizer, start_factor=0.1, total_iters=warmup_epochs)
    return optimizer, scheduler
