# cell: make_loaders
def make_loaders(images, labels, validation, batch_size, seed):
    train, held_back = split_indices(len(images), validation, seed)
    scaled = Images(images[train], labels[train], v2.ToDtype(torch.float32, scale=True))
    mean, std = channel_statistics(DataLoader(scaled, batch_size=7))
    to_float = v2.ToDtype(torch.float32, scale=True)
    normalise = v2.Normalize(mean.tolist(), std.tolist())
    augmented = v2.Compose([v2.RandomHorizontalFlip(), to_float, normalise])
    plain = v2.Compose([to_float, normalise])
    loader_train = DataLoader(
        Images(images[train], labels[train], augmented),
        batch_size=batch_size,
        shuffle=True,
        drop_last=True,
        generator=torch.Generator().manual_seed(seed),
    )
    loader_val = DataLoader(Images(images[held_back], labels[held_back], plain), batch_size=batch_size)
    return loader_train, loader_val
