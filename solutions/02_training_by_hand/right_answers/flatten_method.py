# cell: flatten
def flatten(x):
    return x.flatten(start_dim=1)
