# cell: make_loaders
def make_loaders(images, labels, validation, batch_size, seed):
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(seed))
    held_back, train = order[:validation], order[validation:]

    pixels = images[train] / 255
    mean, std = pixels.mean(dim=(0, 2, 3)), pixels.std(dim=(0, 2, 3))

    def transform(augment):
        steps = [v2.ToDtype(torch.float32, scale=True), v2.Normalize(mean.tolist(), std.tolist())]
        return v2.Compose([v2.RandomHorizontalFlip()] * augment + steps)

    options = {"batch_size": batch_size, "shuffle": True, "drop_last": True}
    loader_train = DataLoader(
        Images(images[train], labels[train], transform(True)),
        generator=torch.Generator().manual_seed(seed),
        **options,
    )
    options["shuffle"] = options["drop_last"] = False
    loader_val = DataLoader(Images(images[held_back], labels[held_back], transform(False)), **options)
    return loader_train, loader_val
