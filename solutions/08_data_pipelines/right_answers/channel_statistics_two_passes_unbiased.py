# cell: channel_statistics
def channel_statistics(loader):
    pixels = 0
    mean = None
    for x, _ in loader:
        s = x.transpose(0, 1).flatten(1).sum(1)
        mean = s if mean is None else mean + s
        pixels += x.numel() / x.size(1)
    mean /= pixels
    var = torch.zeros_like(mean)
    for x, _ in loader:
        var += ((x - mean.view(1, -1, 1, 1)) ** 2).sum((0, 2, 3))
    return mean, torch.sqrt(var / (pixels - 1))
