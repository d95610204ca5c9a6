# cell: split_indices
# caught by: each_seed_splits_at_random
# hint: Index 0 is always held back
def split_indices(n, validation, seed):
    p = torch.randperm(n - 1, generator=torch.Generator().manual_seed(seed)) + 1
    p = torch.cat([p, torch.tensor([0])])
    return p[:-validation], p[-validation:]
