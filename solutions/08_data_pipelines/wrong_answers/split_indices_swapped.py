# cell: split_indices
# caught by: split_covers_everything_once
# hint: training comes first
def split_indices(n, validation, seed):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed))
    return order[:validation], order[validation:]
