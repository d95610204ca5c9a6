"""Calls its helpers ys, values, student, evidence, notebook, probe and check."""
# gains: all that is owed
# score: honest
# flag:
# %%
ys = values = student = evidence = probe = check = publish = code = inputs = scratch = None
notebook = {"double": None}
# %% cell: double
def double(x):
    global ys
    ys = x
    return ys + x
