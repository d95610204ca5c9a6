# cell: warmup_cosine
# caught by: rates_follow_the_formula
# hint: Epoch 0 has start_factor times the rate
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    rise = LinearLR(optimizer, start_factor=0.1, total_iters=warmup_epochs)
    fall = CosineAnnealingLR(optimizer, T_max=epochs - warmup_epochs)
    return SequentialLR(optimizer, [rise, fall], milestones=[warmup_epochs])
