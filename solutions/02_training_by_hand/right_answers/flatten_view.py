# cell: flatten
def flatten(x):
    N = x.shape[0]  # read in N, C, H, W
    return x.view(N, -1)
