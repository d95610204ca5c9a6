# cell: flatten
def flatten(x):
    return torch.flatten(x, 1)
