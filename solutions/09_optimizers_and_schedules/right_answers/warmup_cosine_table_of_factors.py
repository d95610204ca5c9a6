# cell: warmup_cosine
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    rise = torch.linspace(start_factor, 1, warmup_epochs + 1)[:-1]
    fall = (1 + torch.cos(torch.linspace(0, math.pi, epochs - warmup_epochs + 1))) / 2
    factors = torch.cat([rise, fall]).tolist()
    return LambdaLR(optimizer, lambda e: factors[min(e, epochs)])
