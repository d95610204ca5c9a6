# cell: flatten
# caught by: flatten_keeps_the_order
# hint: one row per image
# misconception: 13
def flatten(x):
    return x.reshape(x.shape[0], -1).squeeze()
