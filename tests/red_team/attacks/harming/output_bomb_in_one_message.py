"""Print 100 MB at once."""
# gains: the memory of the process that reads it
# score: honest
# flag: output
# %%
print("x" * 100_000_000)
