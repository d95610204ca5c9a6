# cell: split_indices
def split_indices(n, validation, seed):
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        order = torch.randperm(n)
    return order.split([n - validation, validation])
