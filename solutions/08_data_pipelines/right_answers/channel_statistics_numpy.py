# cell: channel_statistics
def channel_statistics(loader):
    x = np.concatenate([x.numpy() for x, y in loader])
    return x.mean(axis=(0, 2, 3)), x.std(axis=(0, 2, 3))
