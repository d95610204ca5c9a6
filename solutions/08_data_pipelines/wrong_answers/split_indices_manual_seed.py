# cell: split_indices
# caught by: split_leaves_the_global_state_alone
# hint: PyTorch's global random state
# credit: 0.5
def split_indices(n, validation, seed):
    torch.manual_seed(seed)
    order = torch.randperm(n)
    return order[validation:], order[:validation]
