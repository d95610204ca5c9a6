# cell: warmup_cosine
# caught by: rates_follow_the_formula
# hint: full rate one epoch early
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    rise = LinearLR(optimizer, start_factor=start_factor, total_iters=max(1, warmup_epochs - 1))
    fall = CosineAnnealingLR(optimizer, T_max=epochs - warmup_epochs)
    return SequentialLR(optimizer, [rise, fall], milestones=[warmup_epochs])
