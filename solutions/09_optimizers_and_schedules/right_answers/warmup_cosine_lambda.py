# cell: warmup_cosine
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    def factor(epoch):
        if epoch < warmup_epochs:
            return start_factor + (1 - start_factor) * epoch / warmup_epochs
        progress = (epoch - warmup_epochs) / (epochs - warmup_epochs)
        return 0.5 * (1.0 + math.cos(math.pi * progress))

    return LambdaLR(optimizer, factor)
