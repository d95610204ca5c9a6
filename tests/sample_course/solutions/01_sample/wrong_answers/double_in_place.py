# cell: double
# caught by: leaves_the_input_alone
# hint: in place
def double(x):
    return x.mul_(2)
