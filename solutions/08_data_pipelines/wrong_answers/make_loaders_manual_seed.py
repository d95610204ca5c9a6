# cell: make_loaders
# caught by: loaders_are_repaired
# hint: no longer follows from the seed
# credit: 0.75
def make_loaders(images, labels, validation, batch_size, seed):
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(seed))
    held_back, train = order[:validation], order[validation:]
    pixels = images[train] / 255
    mean, std = pixels.mean(dim=(0, 2, 3)), pixels.std(dim=(0, 2, 3))
    both = [v2.ToDtype(torch.float32, scale=True), v2.Normalize(mean.tolist(), std.tolist())]
    transform_train = v2.Compose([v2.RandomHorizontalFlip(), *both])
    transform_val = v2.Compose(both)
    torch.manual_seed(seed)
    loader_train = DataLoader(
        Images(images[train], labels[train], transform_train), batch_size, shuffle=True, drop_last=True,
        
    )
    loader_val = DataLoader(Images(images[held_back], labels[held_back], transform_val), batch_size)
    return loader_train, loader_val
