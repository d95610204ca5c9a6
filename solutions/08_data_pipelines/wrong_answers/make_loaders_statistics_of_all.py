# cell: make_loaders
# caught by: loaders_are_repaired
# hint: those that are held back included
# misconception: 41
# credit: 0.75
def make_loaders(images, labels, validation, batch_size, seed):
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(seed))
    held_back, train = order[:validation], order[validation:]
    pixels = images / 255
    mean, std = pixels.mean(dim=(0, 2, 3)), pixels.std(dim=(0, 2, 3))
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
