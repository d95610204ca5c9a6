# cell: flatten
# caught by: flatten_lets_gradients_through
# hint: no gradient comes back
# misconception: 7
def flatten(x):
    return x.data.view(x.shape[0], -1)
