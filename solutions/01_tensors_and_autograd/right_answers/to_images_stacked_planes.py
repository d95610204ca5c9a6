# cell: to_images
def to_images(array):
    x = torch.from_numpy(array).float()
    return torch.stack([x[:, :, :, c] for c in range(x.shape[3])], dim=1).mul(1 / 255)
