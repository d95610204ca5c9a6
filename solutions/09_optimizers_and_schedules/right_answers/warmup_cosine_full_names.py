# cell: warmup_cosine
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    warmup = torch.optim.lr_scheduler.LinearLR(
        optimizer, start_factor=start_factor, end_factor=1.0, total_iters=warmup_epochs
    )
    cosine = torch.optim.lr_scheduler.CosineAnnealingLR(
        optimizer, epochs - warmup_epochs, eta_min=0.0
    )
    scheduler = torch.optim.lr_scheduler.SequentialLR(
        optimizer, schedulers=[warmup, cosine], milestones=[warmup_epochs]
    )
    print(scheduler.get_last_lr())
    return scheduler
