# cell: to_images
# caught by: to_images_agrees
# hint: out of place
def to_images(array):
    n, h, w, c = array.shape
    return torch.tensor(array).transpose(1, 3).reshape(n, c, h, w).float() / 255
