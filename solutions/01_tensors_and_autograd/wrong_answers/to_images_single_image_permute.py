# cell: to_images
# caught by: to_images_agrees
# hint: number of dimensions
def to_images(array):
    return torch.from_numpy(array).permute(2, 0, 1).float() / 255
