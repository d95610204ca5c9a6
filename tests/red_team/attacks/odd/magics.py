"""Uses magics, shell commands and help in its cells."""
# gains: all that is owed
# score: honest
# flag:
# %%
%matplotlib inline
import matplotlib.pyplot as plt
plt.plot([1, 2, 3]);
!echo hello
%timeit -n 1 -r 1 sum(range(10))
# %% cell: double
%config InlineBackend.figure_format = "png"
def double(x): return 2 * x
double?
# %% last
%%time
print(double(2))
