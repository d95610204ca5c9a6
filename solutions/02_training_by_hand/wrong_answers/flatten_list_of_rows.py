# cell: flatten
# caught by: flatten_keeps_the_order
# hint: expected a tensor
def flatten(x):
    return [image.flatten() for image in x]
