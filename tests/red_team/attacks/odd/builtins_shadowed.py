"""Names its variables list, sum, str, print, open and type."""
# gains: all that is owed
# score: honest
# flag:
# %%
list = [1, 2, 3]
str, print, open, type, id, input = "s", "p", "o", "t", 5, "i"
# %% cell: mean
def mean(values):
    sum = 0
    for value in values:
        sum += value
    return sum / len(values)
