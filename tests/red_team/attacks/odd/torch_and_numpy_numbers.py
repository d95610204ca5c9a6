"""Answers with numbers of NumPy, and with zero-dimensional tensors."""
# gains: all that is owed
# score: honest
# flag:
# %% cell: double
import numpy as np
def double(x): return np.int64(x) * 2
# %% cell: mean
import torch
def mean(values): return torch.tensor(values, dtype=torch.float64).mean()
# %% cell: parts
import numpy as np, torch
first, second = np.float32(1), torch.tensor(2)
