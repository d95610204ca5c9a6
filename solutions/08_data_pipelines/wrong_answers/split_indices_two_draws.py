# cell: split_indices
# caught by: split_covers_everything_once
# hint: in both parts
# misconception: 42
def split_indices(n, validation, seed):
    generator = torch.Generator().manual_seed(seed)
    train = torch.randperm(n, generator=generator)[: n - validation]
    held_back = torch.randperm(n, generator=generator)[:validation]
    return train, held_back
