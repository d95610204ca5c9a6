# cell: split_indices
def split_indices(n, validation, seed):
    order = np.random.default_rng(seed).permutation(n)
    return order[: n - validation], order[n - validation :]
