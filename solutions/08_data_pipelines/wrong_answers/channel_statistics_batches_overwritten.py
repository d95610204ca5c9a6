# cell: channel_statistics
# caught by: mean_counts_every_pixel
# hint: The batches have changed
def channel_statistics(loader):
    n = s = 0
    for x, _ in loader:
        n, s = n + x[:, 0].numel(), s + x.sum((0, 2, 3))
    mean = s / n
    q = 0
    for x, _ in loader:
        x -= mean.view(1, -1, 1, 1)
        q = q + x.pow_(2).sum((0, 2, 3))
    return mean, (q / n).sqrt()
