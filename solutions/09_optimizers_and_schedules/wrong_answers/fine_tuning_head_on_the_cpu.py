# cell: fine_tuning
# caught by: optimizer_holds_the_new_net
# hint: device of the old one
def fine_tuning(net, num_classes, lr, head_lr, warmup_epochs):
    net.head = nn.Linear(net.head.in_features, num_classes)
    rest = [p for n, p in net.named_parameters() if not n.startswith("head.")]
    optimizer = torch.optim.SGD(
        [{"params": rest}, {"params": net.head.parameters(), "lr": head_lr}], lr=lr, momentum=0.9
    )
    return optimizer, LinearLR(optimizer, start_factor=0.1, total_iters=warmup_epochs)
