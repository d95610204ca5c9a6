# cell: to_images
# caught by: to_images_agrees
# hint: whatever the largest
def to_images(array):
    x = torch.from_numpy(array).permute(0, 3, 1, 2).float()
    if x.max() > 1:
        x = x / 255
    return x
