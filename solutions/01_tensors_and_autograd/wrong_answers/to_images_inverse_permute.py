# cell: to_images
# caught by: to_images_agrees
# hint: the number of the old one
def to_images(array):
    return torch.from_numpy(array).permute(0, 2, 3, 1).float() / 255
