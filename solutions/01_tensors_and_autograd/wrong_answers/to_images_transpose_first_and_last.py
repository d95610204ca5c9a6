# cell: to_images
# caught by: to_images_agrees
# hint: changed places
def to_images(array):
    return torch.from_numpy(array).transpose(1, 3).float() / 255
