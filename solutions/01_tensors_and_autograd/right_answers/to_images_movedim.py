# cell: to_images
def to_images(array):
    images = torch.as_tensor(array).movedim(-1, 1)
    images = images.to(torch.float32)
    images.div_(255)
    return images.contiguous()
