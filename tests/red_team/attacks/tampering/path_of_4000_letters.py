"""Brings a file in folders whose names together are as long as a path may be."""
# gains: a copy that the system refuses
# score: honest
# flag: too long a name
import os
def hand_in(folder, notebook):
    here = os.open(folder, os.O_RDONLY)
    room = 4090 - len(os.fsencode(folder))
    for _ in range(room // 201):
        os.mkdir("d" * 200, dir_fd=here)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(os.open("f", os.O_WRONLY | os.O_CREAT, dir_fd=here))
    os.close(here)
