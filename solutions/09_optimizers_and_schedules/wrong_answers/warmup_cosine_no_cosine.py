# cell: warmup_cosine
# caught by: rates_follow_the_formula
# hint: There is no cosine
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    return LinearLR(optimizer, start_factor=start_factor, total_iters=warmup_epochs)
