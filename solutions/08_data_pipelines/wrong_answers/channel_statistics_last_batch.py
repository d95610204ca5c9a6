# cell: channel_statistics
# caught by: mean_counts_every_pixel
# hint: the last batch alone
def channel_statistics(loader):
    for x, _ in loader:
        mean = x.mean(dim=(0, 2, 3))
        std = x.std(dim=(0, 2, 3))
    return mean, std
