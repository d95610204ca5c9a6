# cell: mean
def mean(x):
    return float(sum(x.flatten().tolist())) / x.numel()
