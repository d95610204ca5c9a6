# cell: flatten
def flatten(x):
    return x.view(x.size(0), -1)
