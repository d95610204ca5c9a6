# cell: to_images
# caught by: to_images_agrees
# hint: nothing else
def to_images(array):
    x = torch.from_numpy(array).permute(0, 3, 1, 2).float() / 255
    return x.clamp(0, 0.99)
