# cell: warmup_cosine
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    rest = epochs - warmup_epochs
    rise = LambdaLR(optimizer, lambda e: start_factor + (1 - start_factor) * e / warmup_epochs)
    fall = LambdaLR(optimizer, lambda e: 0.5 * (1 + math.cos(math.pi * e / rest)))
    return SequentialLR(optimizer, [rise, fall], [warmup_epochs])
