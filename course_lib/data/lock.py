"""One lock file, so that two processes never write the cache at the same time."""

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_RETRY_SECONDS = 0.2


@contextlib.contextmanager
def exclusive(path: Path, *, wait: bool, on_wait: str = "") -> Iterator[bool]:
    """Hold the lock file at `path`; yields whether it is held.

    With `wait`, prints `on_wait` once and waits for as long as another process holds it. The
    system releases the lock when a process ends, however it ends.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        held = _try_lock(file)
        if wait and not held:
            print(on_wait)
        while wait and not held:
            time.sleep(_RETRY_SECONDS)
            held = _try_lock(file)
        # Closing the file releases the lock.
        yield held


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        # Some network file systems know no locks: better to go on without than not at all.
        if error.errno not in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP):
            raise
    return True
