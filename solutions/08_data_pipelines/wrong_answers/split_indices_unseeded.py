# cell: split_indices
# caught by: split_repeats_from_its_seed
# hint: another split at the second call
# misconception: 43
def split_indices(n, validation, seed):
    order = torch.randperm(n)
    return order[validation:], order[:validation]
