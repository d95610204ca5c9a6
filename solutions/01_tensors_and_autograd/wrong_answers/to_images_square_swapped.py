# cell: to_images
# caught by: to_images_agrees
# hint: square
def to_images(array):
    n, h, w, c = array.shape
    x = torch.from_numpy(array)
    x = x.permute(0, 3, 2, 1) if h == w else x.permute(0, 3, 1, 2)
    return x.float() / 255
