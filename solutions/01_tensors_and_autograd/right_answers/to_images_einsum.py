# cell: to_images
def to_images(array):
    return torch.einsum('nhwc->nchw', torch.from_numpy(array).float()) / 255
