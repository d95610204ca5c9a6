"""Warns, on stderr, in every function, and turns warnings into text of its own."""
# gains: all that is owed
# score: honest
# flag:
# %% cell: double
import sys, warnings
def double(x):
    warnings.warn("deprecated", DeprecationWarning)
    print("watch out", file=sys.stderr)
    return 2 * x
# %% cell: mean
import logging
logging.basicConfig(level=logging.DEBUG)
def mean(values):
    logging.error("computing a mean")
    return sum(values) / len(values)
