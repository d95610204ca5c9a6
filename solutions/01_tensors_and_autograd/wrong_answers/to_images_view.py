# cell: to_images
# caught by: to_images_agrees
# hint: a permute
# misconception: 11
def to_images(array):
    n, height, width, channels = array.shape
    return torch.from_numpy(array).view(n, channels, height, width).float() / 255
