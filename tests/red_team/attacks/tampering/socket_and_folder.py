"""Has a folder in the place of a notebook, and a socket in the place of data."""
# gains: a grader that gives up on the class
# score: 1 of ps2 alone
# flag: ps1.ipynb is a directory
import os, socket
def hand_in(folder, notebook):
    (folder / "ps1.ipynb").unlink()
    (folder / "ps1.ipynb").mkdir()
    here = os.open(folder, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"/proc/self/fd/{here}/data.sock")
    os.close(here)
