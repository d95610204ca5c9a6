# cell: channel_statistics
# caught by: mean_counts_every_pixel
# hint: one number for each channel
def channel_statistics(loader):
    x = torch.cat([x for x, _ in loader])
    return x.mean(), x.std()
