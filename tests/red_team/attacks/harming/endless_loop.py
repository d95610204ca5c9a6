"""Loop without an end, and go on whatever is raised in it."""
# gains: a run that never ends
# score: honest
# flag: timeout: ps1.ipynb, cell 1
# %%
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
