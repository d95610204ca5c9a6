"""Publish small displays with large metadata, 200 MB together."""
# gains: an autograded notebook that no limit on outputs counts
# score: honest
# flag: output cut
# %%
from IPython.display import publish_display_data

for _ in range(20):
    publish_display_data({"text/plain": "x"}, metadata={"note": "x" * 10_000_000})
