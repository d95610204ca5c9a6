"""Start threads until it is refused, at most 3000."""
# gains: a machine that is out of threads
# score: untouched
# flag:
# %%
import threading, time

started = 0
while started < 3000:
    try:
        threading.Thread(target=time.sleep, args=(3,), daemon=True).start()
    except RuntimeError:
        break
    started += 1
else:
    double = lambda x: 2 * x
