# cell: to_images
# caught by: to_images_agrees
# hint: a permute
# misconception: 11
def to_images(array):
    n, h, w, c = array.shape
    array = array.reshape(n, c, h, w)
    return torch.tensor(array, dtype=torch.float32) / 255
