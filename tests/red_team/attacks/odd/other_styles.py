"""Writes its functions as lambdas, partial applications, objects, generators and with decorators."""
# gains: all that is owed
# score: honest
# flag:
# %% cell: double
from functools import lru_cache, partial
import operator
double = partial(operator.mul, 2)
# %% cell: mean
class Mean:
    def __call__(self, values, *, count=None):
        total = 0
        for total in self.sums(values): pass
        return total / len(values)
    @staticmethod
    def sums(values):
        total = 0
        for value in values:
            yield (total := total + value)
mean = Mean()
# %% cell: sign
@lru_cache(maxsize=None)
def sign(x, /): return {True: 1, False: -1}[x > 0] if x else 0
# %% cell: parts
match (1, 2):
    case (first, second): pass
