# cell: flatten
# caught by: flatten_keeps_the_order
# hint: float64
# misconception: 40
def flatten(x):
    return x.reshape(x.shape[0], -1).double()
