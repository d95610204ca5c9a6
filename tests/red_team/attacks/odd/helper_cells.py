"""Keeps its helpers in extra cells, and answers in a cell of its own."""
# gains: all that is owed
# score: honest
# flag:
# %%
def add(a, b):
    return a + b
def double(x):
    return add(x, x)
# %% cell: double
# see the first cell
# %% cell: mean
from statistics import fmean as mean
# %% last
add = None
print("done")
