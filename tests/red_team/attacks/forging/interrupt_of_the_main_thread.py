"""A thread interrupts the main one, again and again, while tests and probes run."""
# gains: cells that end before their assertions
# score: untouched
# flag: touches processes and signals
# %%
import _thread, threading, time
def interrupt():
    for _ in range(60):
        time.sleep(0.05)
        _thread.interrupt_main()
threading.Thread(target=interrupt, daemon=True).start()
