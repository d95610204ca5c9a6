# cell: flatten
def flatten(x):
    return torch.cat([image.reshape(1, -1) for image in x], dim=0)
