# cell: warmup_cosine
# caught by: rates_follow_the_formula
# hint: total_iters is 5 by default
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    rise = LinearLR(optimizer, start_factor=start_factor)
    fall = CosineAnnealingLR(optimizer, T_max=epochs - warmup_epochs)
    return SequentialLR(optimizer, [rise, fall], milestones=[warmup_epochs])
