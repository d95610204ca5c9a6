"""Publish displays without an end."""
# gains: a grader that only reads
# score: honest
# flag: ps1.ipynb, cell 1
# %%

while True:
    display("x")
