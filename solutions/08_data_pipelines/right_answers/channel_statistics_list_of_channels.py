# cell: channel_statistics
def channel_statistics(loader):
    means, stds = [], []
    for channel in range(next(iter(loader))[0].shape[1]):
        values = torch.cat([x[:, channel].flatten() for x, _ in loader])
        means.append(values.mean())
        stds.append(values.std())
    return torch.stack(means), torch.stack(stds)
