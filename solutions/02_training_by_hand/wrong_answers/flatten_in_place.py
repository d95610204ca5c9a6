# cell: flatten
# caught by: flatten_leaves_x_alone
# hint: changes the tensor
def flatten(x):
    return x.resize_(x.shape[0], x.numel() // x.shape[0])
