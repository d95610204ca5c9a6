# cell: warmup_cosine
# caught by: rates_follow_the_formula
# hint: LambdaLR wants a factor
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    rate = optimizer.param_groups[0]["lr"]

    def rate_of(e):
        if e < warmup_epochs:
            return rate * (start_factor + (1 - start_factor) * e / warmup_epochs)
        t = (e - warmup_epochs) / (epochs - warmup_epochs)
        return rate * (1 + math.cos(math.pi * t)) / 2

    return LambdaLR(optimizer, rate_of)
