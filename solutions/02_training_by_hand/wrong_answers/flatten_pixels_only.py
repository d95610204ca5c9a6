# cell: flatten
# caught by: flatten_keeps_the_order
# hint: one row per image
def flatten(x):
    return x.flatten(2)
