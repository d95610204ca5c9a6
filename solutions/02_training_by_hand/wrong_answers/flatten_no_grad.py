# cell: flatten
# caught by: flatten_lets_gradients_through
# hint: no gradient comes back
# misconception: 8
def flatten(x):
    with torch.no_grad():
        return x.reshape(x.shape[0], -1)
