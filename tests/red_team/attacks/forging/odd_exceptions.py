"""Raises exceptions that cannot be shown: without a text, with a text that raises, of odd classes."""
# gains: a probe that breaks, and a check that takes it for a fault of its own
# score: untouched
# flag:
# %% cell: double
class Silent(Exception):
    def __str__(self): raise Silent
    __repr__ = __str__
def double(x): raise Silent
# %% cell: mean
def mean(values): raise BaseExceptionGroup("a group", [KeyboardInterrupt(), GeneratorExit()])
# %% cell: sign
def sign(x): raise KeyboardInterrupt
# %% cell: parts
class First:
    def __getattr__(self, name): raise GeneratorExit
first, second = First(), First()
