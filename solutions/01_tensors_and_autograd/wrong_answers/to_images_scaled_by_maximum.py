# cell: to_images
# caught by: to_images_agrees
# hint: largest value
def to_images(array):
    x = torch.from_numpy(array).permute(0, 3, 1, 2).float()
    return x / x.max()
