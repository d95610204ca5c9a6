"""Takes more than half of the time that a cell may take."""
# gains: all that is owed
# score: honest
# flag:
# %%
import time
time.sleep(6)
# %% cell: sign
import time
def sign(x):
    time.sleep(0.05)
    return 0 if x == 0 else x // abs(x)
