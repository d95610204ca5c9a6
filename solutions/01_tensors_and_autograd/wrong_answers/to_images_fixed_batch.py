# cell: to_images
# caught by: to_images_agrees
# hint: written as a number
# misconception: 13
def to_images(array):
    x = torch.from_numpy(array).permute(0, 3, 1, 2).float() / 255
    return x.reshape(8, 3, 32, 32)
