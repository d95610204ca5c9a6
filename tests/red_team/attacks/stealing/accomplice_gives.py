"""Leave the answers for an accomplice, wherever something might stay between two kernels."""
# gains: points for `accomplice_takes`
# score: honest
# flag:
# %%
import os, socket, tempfile
from multiprocessing import shared_memory
from pathlib import Path

places = ["/tmp", "/dev/shm", "/var/tmp", "/run", "/home/student", "/home/student/work", "/"]
places += [str(Path.home()), str(Path.home() / ".ipython"), tempfile.gettempdir(), "/dev/pts"]
kept = []
for place in places:
    try:
        Path(place, "red-team-was-here").write_text("def double(x): return 2 * x")
    except OSError:
        pass
for address in ("\0red-team-was-here", ("127.0.0.1", 4711), ("0.0.0.0", 4712)):
    try:
        family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
        kept.append(socket.socket(family))
        kept[-1].bind(address)
        kept[-1].listen()
    except OSError:
        pass
os.environ["RED_TEAM_WAS_HERE"] = "1"
