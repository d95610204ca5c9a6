"""Sets the seeds, the default type and the printing of torch, NumPy and random."""
# gains: all that is owed
# score: honest
# flag:
# %%
import random, numpy as np, torch
random.seed(0); np.random.seed(0); torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
torch.set_printoptions(precision=2); np.set_printoptions(precision=2)
torch.backends.cudnn.deterministic = True
torch.use_deterministic_algorithms(True)
torch.set_grad_enabled(False)
np.seterr(all="raise")
