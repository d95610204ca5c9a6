# cell: split_indices
# caught by: split_covers_everything_once
# hint: in both parts
# misconception: 42
def split_indices(n, validation, seed):
    rng = np.random.default_rng(seed)
    held_back = rng.choice(n, validation, replace=False)
    return np.arange(n), held_back
