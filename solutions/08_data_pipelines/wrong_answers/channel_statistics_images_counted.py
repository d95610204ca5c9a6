# cell: channel_statistics
# caught by: mean_counts_every_pixel
# hint: divides by the number of images
def channel_statistics(loader):
    count, total, squares = 0, 0, 0
    for x, _ in loader:
        count += len(x)
        total += x.sum(dim=(0, 2, 3))
        squares += (x**2).sum(dim=(0, 2, 3))
    mean = total / count
    return mean, (squares / count - mean**2).abs().sqrt()
