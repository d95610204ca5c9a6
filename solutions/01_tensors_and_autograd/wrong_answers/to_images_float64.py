# cell: to_images
# caught by: to_images_agrees
# hint: float64
# misconception: 40
def to_images(array):
    return torch.from_numpy(array / 255).permute(0, 3, 1, 2)
