# cell: warmup_cosine
# caught by: rates_follow_the_formula
# hint: eta_min
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    rise = LinearLR(optimizer, start_factor=start_factor, total_iters=warmup_epochs)
    fall = CosineAnnealingLR(optimizer, T_max=epochs - warmup_epochs, eta_min=1e-3)
    return SequentialLR(optimizer, [rise, fall], milestones=[warmup_epochs])
