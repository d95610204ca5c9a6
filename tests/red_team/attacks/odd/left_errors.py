"""Leaves a cell of experiments that raises, and one that would not parse."""
# gains: all that is owed
# score: honest
# flag:
# %%
1 / 0
# %%
def broken(:
# %% last
raise SystemExit
