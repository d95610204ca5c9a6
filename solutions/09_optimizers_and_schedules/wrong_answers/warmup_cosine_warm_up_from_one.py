# cell: warmup_cosine
# caught by: rates_follow_the_formula
# hint: Epoch 0 has start_factor
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    def factor(e):
        if e < warmup_epochs:
            return (e + 1) / warmup_epochs
        t = (e - warmup_epochs) / (epochs - warmup_epochs)
        return (1 + math.cos(math.pi * t)) / 2

    return LambdaLR(optimizer, factor)
