# cell: double
# caught by: twice_the_input
# hint: twice
def double(x):
    return x * x
