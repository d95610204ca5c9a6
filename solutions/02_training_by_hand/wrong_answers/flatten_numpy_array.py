# cell: flatten
# caught by: flatten_keeps_the_order
# hint: expected a tensor
def flatten(x):
    return x.detach().numpy().reshape(x.shape[0], -1)
