"""Read where no memory is."""
# gains: a crash that takes the grader along, a core file on its disk
# score: honest
# flag: killed: ps1.ipynb, cell 1
# %%
import ctypes

ctypes.string_at(0)
