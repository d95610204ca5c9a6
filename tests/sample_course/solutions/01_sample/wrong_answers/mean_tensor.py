# cell: mean
# caught by: mean_of_all_entries
# hint: Python float
# credit: 0.5
def mean(x):
    return x.mean()
