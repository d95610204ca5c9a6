# cell: to_images
# caught by: to_images_agrees
# hint: changed places
def to_images(array):
    return torch.from_numpy(array).permute(0, 3, 2, 1).float() / 255
