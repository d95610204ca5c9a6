# cell: flatten
def flatten(x):
    flat = x.clone()
    return flat.view(flat.shape[0], -1)
