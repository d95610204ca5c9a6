# cell: make_loaders
def make_loaders(images, labels, validation, batch_size, seed):
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(seed))
    held_back, train = order[:validation], order[validation:]
    pixels = images[train] / 255
    mean, std = pixels.mean(dim=(0, 2, 3)), pixels.std(dim=(0, 2, 3))
    to_float = v2.ToDtype(torch.float32, scale=True)
    normalise = v2.Normalize(mean.tolist(), std.tolist())
    augmented = v2.Compose([v2.RandomHorizontalFlip(), to_float, normalise])
    plain = v2.Compose([to_float, normalise])
    from torch.utils.data import SubsetRandomSampler

    generator = torch.Generator().manual_seed(seed)
    loader_train = DataLoader(
        Images(images, labels, augmented), batch_size, sampler=SubsetRandomSampler(train, generator=generator)
    )
    loader_val = DataLoader(Subset(Images(images, labels, plain), held_back), batch_size)
    return loader_train, loader_val
