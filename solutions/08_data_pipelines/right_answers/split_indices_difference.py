# cell: split_indices
def split_indices(n, validation, seed):
    rng = np.random.RandomState(seed)
    held_back = rng.choice(n, size=validation, replace=False)
    return np.setdiff1d(np.arange(n), held_back), held_back
