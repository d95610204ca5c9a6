# cell: gain
def gain(f):
    out = f(torch.randn(1000, 1000))
    return 1 / math.sqrt(out.var() + out.mean() ** 2)
