# cell: to_images
# caught by: to_images_agrees
# hint: expected (2, 3, 5, 7)
def to_images(array):
    return torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 255
