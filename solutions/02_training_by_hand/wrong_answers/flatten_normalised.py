# cell: flatten
# caught by: flatten_keeps_the_order
# hint: not in their order
def flatten(x):
    flat = x.reshape(x.shape[0], -1)
    return flat / flat.norm()
