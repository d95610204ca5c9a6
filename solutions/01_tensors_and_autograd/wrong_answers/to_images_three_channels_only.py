# cell: to_images
# caught by: to_images_agrees
# hint: every size from the argument
# misconception: 13
def to_images(array):
    x = torch.from_numpy(array)
    planes = [x[..., channel] for channel in range(3)]
    return torch.stack(planes, dim=1).float() / 255
