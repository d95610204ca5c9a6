# cell: channel_statistics
# caught by: mean_counts_every_pixel
# hint: takes every batch to be full
# misconception: 44
def channel_statistics(loader):
    total, squares, batches = 0, 0, 0
    for x, _ in loader:
        if batches == 0:
            size = x.shape[0] * x.shape[2] * x.shape[3]
        total += x.sum(dim=(0, 2, 3))
        squares += (x**2).sum(dim=(0, 2, 3))
        batches += 1
    mean = total / (batches * size)
    return mean, (squares / (batches * size) - mean**2).sqrt()
