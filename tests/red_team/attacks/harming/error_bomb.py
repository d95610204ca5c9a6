"""Raise an error whose words are 8 MB long, with a cause that is itself."""
# gains: a traceback that nobody can open
# score: honest
# flag: output cut
# %%
error = ValueError("x" * 8_000_000)
error.__cause__ = error
raise error
