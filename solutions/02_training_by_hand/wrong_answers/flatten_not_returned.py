# cell: flatten
# caught by: flatten_keeps_the_order
# hint: return
def flatten(x):
    x.view(x.shape[0], -1)
