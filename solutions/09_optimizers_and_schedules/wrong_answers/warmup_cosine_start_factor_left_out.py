# cell: warmup_cosine
# caught by: rates_follow_the_formula
# hint: default of LinearLR is a third
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    rise = LinearLR(optimizer, total_iters=warmup_epochs)
    fall = CosineAnnealingLR(optimizer, T_max=epochs - warmup_epochs)
    return SequentialLR(optimizer, [rise, fall], milestones=[warmup_epochs])
