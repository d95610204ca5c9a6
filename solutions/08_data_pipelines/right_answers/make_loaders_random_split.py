# cell: make_loaders
def make_loaders(images, labels, validation, batch_size, seed):
    generator = torch.Generator().manual_seed(seed)
    sizes = [len(images) - validation, validation]
    train, held_back = (part.indices for part in random_split(range(len(images)), sizes, generator=generator))
    pixels = images[train].double() / 255
    mean, std = pixels.mean(dim=(0, 2, 3)), pixels.std(dim=(0, 2, 3), unbiased=False)
    to_float = v2.ToDtype(torch.float32, scale=True)
    normalise = v2.Normalize(mean.tolist(), std.tolist())
    augmented = v2.Compose([v2.RandomHorizontalFlip(), to_float, normalise])
    plain = v2.Compose([to_float, normalise])
    dataset = Images(images[train], labels[train], augmented)
    loader_train = DataLoader(
        dataset, batch_size=batch_size, sampler=RandomSampler(dataset, generator=torch.Generator().manual_seed(seed + 1))
    )
    loader_val = DataLoader(Images(images[held_back], labels[held_back], plain), batch_size=batch_size)
    return loader_train, loader_val
