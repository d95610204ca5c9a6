# cell: flatten
def flatten(x):
    return x.flatten(2).flatten(1)
