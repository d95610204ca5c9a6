"""Open files until it is refused, at most 5000, and give back a few to go on."""
# gains: a machine that is out of file descriptors
# score: untouched
# flag:
# %%
import os

opened = []
try:
    while len(opened) < 5000:
        opened.append(os.open("/dev/null", os.O_RDONLY))
    double = lambda x: 2 * x
except OSError:
    for number in opened[-100:]:
        os.close(number)
