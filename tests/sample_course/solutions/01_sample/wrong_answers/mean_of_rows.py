# cell: mean
# caught by: mean_of_all_entries
# hint: all entries
def mean(x):
    return x[0].mean().item()
