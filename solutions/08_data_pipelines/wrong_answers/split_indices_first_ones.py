# cell: split_indices
# caught by: split_covers_everything_once
# hint: stands in a row
def split_indices(n, validation, seed):
    order = list(range(n))
    return order[validation:], order[:validation]
