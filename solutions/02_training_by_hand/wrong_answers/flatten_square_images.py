# cell: flatten
# caught by: flatten_keeps_the_order
# hint: written as a number
# misconception: 13
def flatten(x):
    N, C, H, W = x.shape
    return x.view(N, C * H * H)
