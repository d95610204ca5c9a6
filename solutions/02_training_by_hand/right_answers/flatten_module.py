# cell: flatten
def flatten(x):
    return nn.Flatten()(x)
