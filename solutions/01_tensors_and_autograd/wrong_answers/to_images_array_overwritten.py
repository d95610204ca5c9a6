# cell: to_images
# caught by: to_images_leaves_the_array_alone
# hint: share
def to_images(array):
    x = torch.from_numpy(array)
    images = x.permute(0, 3, 1, 2).float() / 255
    x //= 255
    return images
