"""Ask for 16 GB at once, of which nothing is touched should they be had."""
# gains: a machine that is out of memory
# score: untouched
# flag:
# %%
import os

try:
    bytearray(16 * 2**30)
    double = lambda x: 2 * x
except MemoryError:
    pass
