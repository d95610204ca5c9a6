# cell: flatten
def flatten(x):
    return torch.stack([image.reshape(-1) for image in x])
