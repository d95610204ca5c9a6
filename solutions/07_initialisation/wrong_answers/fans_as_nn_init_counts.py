# cell: fans
# caught by: fans_of_a_convolution
# hint: forgets the groups
def fans(layer):
    return nn.init._calculate_fan_in_and_fan_out(layer.weight)
