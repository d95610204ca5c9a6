# cell: warmup_cosine
# caught by: rates_follow_the_formula
# hint: total_iters of the warm-up
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    rates = [group["lr"] for group in optimizer.param_groups]
    return OneCycleLR(
        optimizer, max_lr=rates, total_steps=epochs, pct_start=warmup_epochs / epochs, div_factor=1 / start_factor,
        anneal_strategy="linear",
    )
