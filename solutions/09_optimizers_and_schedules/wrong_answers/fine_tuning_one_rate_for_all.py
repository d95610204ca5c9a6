# cell: fine_tuning
# caught by: rates_warm_up_to_their_own
# hint: has the rate of the rest
def fine_tuning(net, num_classes, lr, head_lr, warmup_epochs):
    net.head = nn.Linear(net.head.in_features, num_classes, device=net.head.weight.device)
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    scheduler = LinearLR(optimizer, start_factor=0.1, total_iters=warmup_epochs)
    return optimizer, scheduler
