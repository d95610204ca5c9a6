"""One class run of a course at a time."""

import contextlib
import os
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from course_lib.data.lock import exclusive
from course_lib.errors import CourseError


@contextlib.contextmanager
def run_lock(folder: Path) -> Iterator[None]:
    """Be the only class run that has its state in `folder`, until the process ends at the latest.

    Where the file system knows no locks, nobody is kept out. Raises CourseError, which says who is
    at work, where another run is; OSError where the lock's file cannot be opened.
    """
    holder = folder / "running"  # beside the lock: where Windows locks a file, nobody reads it
    with exclusive(folder / "lock", wait=False) as held:
        if not held:
            raise CourseError(
                f"another `course grade` is at work in {folder.parent}{_read(holder)}: "
                "wait for it, or stop it, and try again"
            )
        with contextlib.suppress(OSError):  # it only tells
            holder.write_text(_myself(), encoding="utf-8")
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                holder.unlink()


def _myself() -> str:
    now = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M:%S %Z")
    return f"process {os.getpid()} on {socket.gethostname()}, since {now}"


def _read(holder: Path) -> str:
    """Who is at work, in brackets; nothing where that is not written yet."""
    try:
        text = holder.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return f" ({text})" if text else ""
