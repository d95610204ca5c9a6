# cell: to_images
# caught by: to_images_agrees
# hint: return its result
def to_images(array):
    x = torch.from_numpy(array).permute(0, 3, 1, 2).float() / 255
