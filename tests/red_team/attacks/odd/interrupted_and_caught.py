"""Catches everything, exits included, and goes on."""
# gains: all that is owed
# score: honest
# flag:
# %% cell: sign
def sign(x):
    try:
        raise KeyboardInterrupt
    except BaseException:
        return (x > 0) - (x < 0)
    finally:
        pass
