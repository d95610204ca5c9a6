# cell: flatten
# caught by: flatten_keeps_the_order
# hint: channels last
# misconception: 12
def flatten(x):
    return x.permute(0, 2, 3, 1).reshape(x.shape[0], -1)
