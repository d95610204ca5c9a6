# cell: to_images
def to_images(array):
    scaled = array.astype(np.float32) / np.float32(255)
    return torch.from_numpy(scaled.transpose(0, 3, 1, 2).copy())
