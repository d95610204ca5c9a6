# cell: make_loaders
# caught by: loaders_are_repaired
# hint: all together or not at all
# credit: 0.75
def make_loaders(images, labels, validation, batch_size, seed):
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(seed))
    held_back, train = order[:validation], order[validation:]
    pixels = images[train] / 255
    mean, std = pixels.mean(dim=(0, 2, 3)), pixels.std(dim=(0, 2, 3))
    both = [v2.ToDtype(torch.float32, scale=True), v2.Normalize(mean.tolist(), std.tolist())]
    transform_train = v2.Compose([v2.RandomHorizontalFlip(), *both])
    transform_val = v2.Compose(both)
    flip = v2.RandomHorizontalFlip()
    def collate(items):
        x, y = default_collate(items)
        return flip(x), y
    loader_train = DataLoader(
        Images(images[train], labels[train], transform_val), batch_size, shuffle=True, collate_fn=collate, drop_last=True,
        generator=torch.Generator().manual_seed(seed),
    )
    loader_val = DataLoader(Images(images[held_back], labels[held_back], transform_val), batch_size)
    return loader_train, loader_val
