"""Have every later cell wait for ever: a hook that runs before each."""
# gains: a run that takes as many limits as there are cells
# score: untouched
# flag: timeout
# %%
import time


def wait(*_):
    while True:
        try:
            time.sleep(1000)
        except KeyboardInterrupt:
            pass


get_ipython().events.register("pre_run_cell", wait)
