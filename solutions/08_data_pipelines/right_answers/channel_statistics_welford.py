# cell: channel_statistics
def channel_statistics(loader):
    count, mean, scatter = 0, 0.0, 0.0
    for x, _ in loader:
        size = x.shape[0] * x.shape[2] * x.shape[3]
        batch_mean = x.mean(dim=(0, 2, 3))
        batch_scatter = x.var(dim=(0, 2, 3), unbiased=False) * size
        gap = batch_mean - mean
        scatter = scatter + batch_scatter + gap**2 * count * size / (count + size)
        mean = mean + gap * size / (count + size)
        count += size
    return mean, (scatter / count) ** 0.5
