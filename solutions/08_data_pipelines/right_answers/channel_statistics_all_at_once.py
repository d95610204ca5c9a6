# cell: channel_statistics
def channel_statistics(loader):
    x = torch.cat([x for x, _ in loader])
    return x.mean(dim=(0, 2, 3)), x.std(dim=(0, 2, 3))
