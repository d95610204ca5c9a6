# cell: split_indices
# caught by: split_leaves_the_global_state_alone
# hint: NumPy's global random state
# credit: 0.5
def split_indices(n, validation, seed):
    np.random.seed(seed)
    order = np.random.permutation(n)
    return order[validation:], order[:validation]
