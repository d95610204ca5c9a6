# cell: flatten
# caught by: flatten_keeps_the_order
# hint: written as a number
# misconception: 13
def flatten(x):
    return x.view(-1, 3 * 32 * 32)
