"""Stop the kernel's own process, which then answers no interrupt."""
# gains: a run that never ends
# score: honest
# flag: timeout: ps1.ipynb, cell 1
# %%
import os, signal

os.kill(os.getpid(), signal.SIGSTOP)
