# cell: flatten
def flatten(x):
    N, C, H, W = x.shape
    return x.reshape((N, C * H * W))
