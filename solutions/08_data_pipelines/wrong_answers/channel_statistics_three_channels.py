# cell: channel_statistics
# caught by: mean_counts_every_pixel
# hint: for any number of channels
def channel_statistics(loader):
    count = 0
    total, squares = torch.zeros(3), torch.zeros(3)
    for x, _ in loader:
        count += x.shape[0] * x.shape[2] * x.shape[3]
        total += x.sum(dim=(0, 2, 3))
        squares += (x**2).sum(dim=(0, 2, 3))
    mean = total / count
    return mean, (squares / count - mean**2).sqrt()
