# cell: fans
# caught by: fans_of_a_convolution
# hint: forgets the window
# misconception: 31
def fans(layer):
    return layer.weight.shape[1], layer.weight.shape[0]
