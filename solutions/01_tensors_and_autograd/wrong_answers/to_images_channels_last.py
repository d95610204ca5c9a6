# cell: to_images
# caught by: to_images_agrees
# hint: still come last
def to_images(array):
    return torch.from_numpy(array).float() / 255
