# cell: channel_statistics
# caught by: mean_counts_every_pixel
# hint: only sure to give batches
def channel_statistics(loader):
    x = loader.dataset.tensors[0]
    return x.mean(dim=(0, 2, 3)), x.std(dim=(0, 2, 3))
