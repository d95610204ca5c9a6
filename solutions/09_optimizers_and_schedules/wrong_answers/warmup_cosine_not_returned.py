# cell: warmup_cosine
# caught by: rates_follow_the_formula
# hint: expected one scheduler
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    warmup = LinearLR(optimizer, start_factor=start_factor, total_iters=warmup_epochs)
    cosine = CosineAnnealingLR(optimizer, T_max=epochs - warmup_epochs)
    scheduler = SequentialLR(optimizer, [warmup, cosine], milestones=[warmup_epochs])
