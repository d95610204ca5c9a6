# cell: flatten
# caught by: flatten_lets_gradients_through
# hint: Put the shape right first
def flatten(x):
    return x.reshape(-1, x.shape[0])
