# cell: channel_statistics
# caught by: mean_counts_every_pixel
# hint: the mean of the means of the batches
# misconception: 44
def channel_statistics(loader):
    means, stds = [], []
    for x, _ in loader:
        means.append(x.mean(dim=(0, 2, 3)))
        stds.append(x.std(dim=(0, 2, 3)))
    return torch.stack(means).mean(dim=0), torch.stack(stds).mean(dim=0)
