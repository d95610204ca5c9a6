# cell: split_indices
# caught by: split_repeats_from_its_seed
# hint: is the argument used
def split_indices(n, validation, seed):
    generator = torch.Generator().manual_seed(0)
    order = torch.randperm(n, generator=generator)
    return order[validation:], order[:validation]
