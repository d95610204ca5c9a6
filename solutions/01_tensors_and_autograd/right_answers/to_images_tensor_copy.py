# cell: to_images
def to_images(array):
    return torch.tensor(array, dtype=torch.float32).permute(0, 3, 1, 2) / 255.0
