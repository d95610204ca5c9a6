# cell: warmup_cosine
# caught by: rates_follow_the_formula
# hint: the kind of the scheduler
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    rise = LinearLR(optimizer, start_factor=start_factor, total_iters=warmup_epochs)
    fall = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(optimizer, T_0=epochs - warmup_epochs)
    return SequentialLR(optimizer, [rise, fall], milestones=[warmup_epochs])
