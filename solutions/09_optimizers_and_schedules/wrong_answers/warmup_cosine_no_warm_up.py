# cell: warmup_cosine
# caught by: rates_follow_the_formula
# hint: There is no warm-up
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    return CosineAnnealingLR(optimizer, T_max=epochs)
