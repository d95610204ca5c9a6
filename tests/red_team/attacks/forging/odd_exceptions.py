"""Raises what no check expects: groups, interrupts, the end of a generator, errors without text."""
# gains: a probe that breaks, and a check that takes it for a fault of its own
# score: untouched
# flag:
# %% cell: double
class Silent(Exception):
    def __str__(self): return 5
def double(x): raise Silent
# %% cell: mean
def mean(values): raise BaseExceptionGroup("a group", [KeyboardInterrupt(), GeneratorExit()])
# %% cell: sign
def sign(x): raise KeyboardInterrupt
# %% cell: parts
class First:
    def __getattr__(self, name): raise GeneratorExit
first, second = First(), First()
