# cell: split_indices
# caught by: each_seed_splits_at_random
# hint: 40 seeds give only 2
def split_indices(n, validation, seed):
    p = torch.randperm(n, generator=torch.Generator().manual_seed(seed % 2))
    return p[validation:], p[:validation]
