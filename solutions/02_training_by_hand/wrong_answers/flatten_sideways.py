# cell: flatten
# caught by: flatten_keeps_the_order
# hint: not in their order
def flatten(x):
    return x.transpose(2, 3).reshape(x.shape[0], -1)
