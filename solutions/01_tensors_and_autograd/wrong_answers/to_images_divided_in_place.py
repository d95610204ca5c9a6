# cell: to_images
# caught by: to_images_agrees
# hint: Byte
def to_images(array):
    x = torch.from_numpy(array).permute(0, 3, 1, 2)
    x /= 255
    return x.float()
