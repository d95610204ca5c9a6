# cell: split_indices
# caught by: split_covers_everything_once
# hint: of the indices are in both parts
# misconception: 42
def split_indices(n, validation, seed):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed))
    return order[: n - validation], order[n - validation - 1 :]
