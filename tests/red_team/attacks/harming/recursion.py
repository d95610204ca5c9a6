"""Lift the limit on recursion and descend until the stack is used up."""
# gains: a crash that takes the grader along
# score: honest
# flag: ps1.ipynb, cell 1
# %%
import sys

sys.setrecursionlimit(2**31 - 1)
nested = []
for _ in range(10_000_000):
    nested = [nested]
repr(nested)
