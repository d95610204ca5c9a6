"""Publish displays whose kinds have names of 10 MB, 200 MB together."""
# gains: an autograded notebook that no limit on outputs counts
# score: honest
# flag: output cut
# %%
from IPython.display import publish_display_data

for number in range(20):
    publish_display_data({f"text/{number}" + "x" * 10_000_000: "x"})
