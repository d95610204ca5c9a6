"""Ignore every signal that can be ignored, and wait for ever."""
# gains: a run that never ends
# score: honest
# flag: timeout: ps1.ipynb, cell 1
# %%
import signal, time

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
while True:
    time.sleep(1000)
