# cell: warmup_cosine
# caught by: rates_follow_the_formula
# hint: at work at the same time
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    rise = LinearLR(optimizer, start_factor=start_factor, total_iters=warmup_epochs)
    fall = CosineAnnealingLR(optimizer, T_max=epochs - warmup_epochs)
    return torch.optim.lr_scheduler.ChainedScheduler([rise, fall])
