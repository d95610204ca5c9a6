# cell: split_indices
# caught by: split_repeats_from_its_seed
# hint: Seed a generator in each call
# misconception: 43
split_generator = torch.Generator().manual_seed(0)


def split_indices(n, validation, seed):
    order = torch.randperm(n, generator=split_generator)
    return order[validation:], order[:validation]
