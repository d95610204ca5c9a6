"""Has a named pipe in the place of a notebook, and another one beside it."""
# gains: a grader that waits for ever
# score: 1 of ps2 alone
# flag: ps1.ipynb is not a regular file
import os
def hand_in(folder, notebook):
    (folder / "ps1.ipynb").unlink()
    os.mkfifo(folder / "ps1.ipynb")
    os.mkfifo(folder / "data.csv")
