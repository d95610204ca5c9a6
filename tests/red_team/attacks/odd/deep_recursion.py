"""Recurses a thousand deep, after asking for room."""
# gains: all that is owed
# score: honest
# flag:
# %% cell: double
import sys
sys.setrecursionlimit(20_000)
def count(x): return 0 if x == 0 else 1 + count(x - 1)
def double(x): return 2 * x if x < 0 else 2 * count(x)
