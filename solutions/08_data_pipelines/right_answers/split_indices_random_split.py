# cell: split_indices
def split_indices(n, validation, seed):
    generator = torch.Generator().manual_seed(seed)
    train, held_back = random_split(range(n), [n - validation, validation], generator=generator)
    return train.indices, held_back.indices
