# cell: make_loaders
def make_loaders(images, labels, validation, batch_size, seed):
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(seed))
    held_back, train = order[:validation], order[validation:]
    pixels = images[train] / 255
    mean, std = pixels.mean(dim=(0, 2, 3)), pixels.std(dim=(0, 2, 3))
    mean, std = mean.view(-1, 1, 1), std.view(-1, 1, 1)


    def plain(image):
        return (image / 255 - mean) / std


    def augmented(image):
        return plain(image.flip(-1) if torch.rand(()) < 0.5 else image)

    loader_train = DataLoader(
        Images(images[train], labels[train], augmented),
        batch_size=batch_size,
        shuffle=True,
        drop_last=True,
        generator=torch.Generator().manual_seed(seed),
    )
    loader_val = DataLoader(Images(images[held_back], labels[held_back], plain), batch_size=batch_size)
    return loader_train, loader_val
