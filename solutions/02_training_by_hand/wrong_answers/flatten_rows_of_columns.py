# cell: flatten
# caught by: flatten_keeps_the_order
# hint: not in their order
def flatten(x):
    N = x.shape[0]
    return x.reshape(-1, N).t().reshape(N, -1)
