# cell: to_images
# caught by: to_images_agrees
# hint: divided by 255
def to_images(array):
    x = torch.from_numpy(array).permute(0, 3, 1, 2).float()
    return x / 127.5 - 1
