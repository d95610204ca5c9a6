# cell: to_images
# caught by: to_images_agrees
# hint: uint8
# misconception: 40
def to_images(array):
    return torch.from_numpy(array).permute(0, 3, 1, 2)
