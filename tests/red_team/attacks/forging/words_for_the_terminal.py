"""Raises errors with escape sequences that rewrite what the instructor's terminal shows."""
# gains: a table of grades that seems to give it all points
# score: untouched
# flag:
# %% cell: double
def double(x): raise ValueError("\x1b[5A\r\x1b[2Kmallory  13.0  13.0\x1b]0;all passed\x07\x9b1A")
# %% cell: mean
class mean(Exception): pass
mean.__name__ = mean.__qualname__ = "Mean\x1b[2J"
def mean_(values): raise mean()
mean = mean_
