# cell: fine_tuning
# caught by: optimizer_holds_the_new_net
# hint: could be thawed later
def fine_tuning(net, num_classes, lr, head_lr, warmup_epochs):
    net.head = nn.Linear(net.head.in_features, num_classes, device=net.head.weight.device)
    rest = [p for n, p in net.named_parameters() if not n.startswith("head.") and p.requires_grad]
    optimizer = torch.optim.SGD(
        [{"params": rest}, {"params": net.head.parameters(), "lr": head_lr}], lr=lr, momentum=0.9
    )
    return optimizer, LinearLR(optimizer, start_factor=0.1, total_iters=warmup_epochs)
