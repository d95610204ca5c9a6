# cell: make_loaders
# caught by: loaders_are_repaired
# hint: do not shuffle it
def make_loaders(images, labels, validation, batch_size, seed):
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(seed))
    held_back, train = order[:validation], order[validation:]
    pixels = images / 255
    mean, std = pixels.mean(dim=(0, 2, 3)), pixels.std(dim=(0, 2, 3))
    augmented = plain = v2.Compose(
        [
            v2.RandomHorizontalFlip(),
            v2.ToDtype(torch.float32, scale=True),
            v2.Normalize(mean.tolist(), std.tolist()),
        ]
    )
    loader_train = DataLoader(
        Images(images[train], labels[train], augmented),
        batch_size=batch_size,
        shuffle=True,
        drop_last=True,
        generator=torch.Generator().manual_seed(seed),
    )
    loader_val = DataLoader(Images(images[held_back], labels[held_back], plain), batch_size=batch_size, shuffle=True, drop_last=True)
    return loader_train, loader_val
