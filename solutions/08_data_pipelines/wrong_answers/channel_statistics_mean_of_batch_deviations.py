# cell: channel_statistics
# caught by: std_is_that_of_all_pixels
# hint: how the batches differ
def channel_statistics(loader):
    count, mean, std = 0, 0, 0
    for x, _ in loader:
        count += len(x)
        mean += len(x) * x.mean(dim=(0, 2, 3))
        std += len(x) * x.std(dim=(0, 2, 3))
    return mean / count, std / count
