"""Prints a thousand lines, half a million letters and a progress bar."""
# gains: all that is owed
# score: honest
# flag:
# %% cell: double
def double(x):
    print("doubling", x, "#" * 1000)
    return x + x
# %% cell: mean
from tqdm import tqdm
for _ in tqdm(range(1000)):
    print("mean")
print("x" * 500_000)
def mean(values): return sum(tqdm(values)) / len(values)
