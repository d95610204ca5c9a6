# cell: to_images
# caught by: to_images_agrees
# hint: expected a torch.Tensor
def to_images(array):
    return (array.transpose(0, 3, 1, 2) / 255).astype(np.float32)
