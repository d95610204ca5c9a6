"""Ask for input, by IPython and from the standard input."""
# gains: a run that waits for ever
# score: honest
# flag:
# %%
import os, sys

text = sys.stdin.read() + os.read(0, 100).decode()
answer = input("Password of the instructor: ")
