# cell: flatten
# caught by: flatten_lets_gradients_through
# hint: gives NoneType
def flatten(x):
    x.reshape(x.shape[0], -1)
