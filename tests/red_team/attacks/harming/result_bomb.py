"""Have 10,000 results of 19,000 characters each: results are kept although there are many."""
# gains: an autograded notebook that no limit on outputs counts
# score: honest
# flag: output cut
# %%
import sys

for _ in range(10_000):
    sys.displayhook("x" * 19_000)
