"""Match a pattern that takes the age of the universe, in code that sees no interrupt."""
# gains: a run that never ends
# score: honest
# flag: timeout: ps1.ipynb, cell 1
# %%
import re

re.match(r"(a+)+$", "a" * 60 + "b")
