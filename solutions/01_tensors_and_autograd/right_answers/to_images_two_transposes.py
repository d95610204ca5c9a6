# cell: to_images
def to_images(array):
    x = torch.Tensor(array)
    return x.transpose(1, 3).transpose(2, 3) / 255
