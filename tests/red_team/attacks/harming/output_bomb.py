"""Print 100 MB in small pieces."""
# gains: a full disk, a page of feedback that nobody can open
# score: honest
# flag: output cut
# %%
for _ in range(1000):
    print("x" * 100_000)
