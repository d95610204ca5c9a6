# cell: flatten
# caught by: flatten_keeps_the_order
# hint: written as a number
# misconception: 13
def flatten(x):
    N, _, H, W = x.shape
    return x.reshape(N, 3 * H * W)
