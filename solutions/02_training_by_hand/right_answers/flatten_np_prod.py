# cell: flatten
def flatten(x):
    return x.reshape(x.shape[0], int(np.prod(x.shape[1:])))
