# cell: flatten
# caught by: flatten_lets_gradients_through
# hint: in another order
def flatten(x):
    return x.permute(0, 2, 3, 1).reshape(x.shape[0], -1)
