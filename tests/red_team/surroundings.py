"""What lies around a class run: files, processes and rows that it must leave alone."""

import os
import sqlite3
import tempfile
import time
from pathlib import Path

import psutil

from autograde.sandbox import linux

# Whatever an attack leaves outside of its sandbox has this in its name.
MARKER = "red-team-was-here"
_PATIENCE_SECONDS = 30.0  # for processes that are ending
_CHILD_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER, from linux/prctl.h


def files_below(folder: Path, leave_out: tuple[str, ...] = ()) -> dict[str, tuple[int, int, int]]:
    """Mode, size and time of change (ns) of all below a folder; `leave_out` are beginnings of
    relative paths."""
    found = {}
    for parent, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = Path(parent, name)
            relative = path.relative_to(folder).as_posix()
            if not relative.startswith(leave_out):
                state = path.lstat()
                size = 0 if path.is_dir() else state.st_size
                changed = 0 if path.is_dir() else state.st_mtime_ns
                found[relative] = (state.st_mode, size, changed)
    return found


def left_behind() -> list[Path]:
    """The files that an attack has left where everybody may write."""
    places = {tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm", "/run", "/", str(Path.home())}
    found = []
    for place in map(Path, sorted(places)):
        if os.access(place, os.R_OK):
            found += [path for path in place.iterdir() if MARKER in path.name]
    return found


def adopt_orphans() -> None:
    """Make this process the parent of descendants that outlive their own."""
    linux.prctl(_CHILD_SUBREAPER, 1)


def processes_left(before: set[int]) -> list[str]:
    """The descendants of this process that were not there before and that do not end."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        left = [each for each in descendants() if each.pid not in before]
        if not left or time.monotonic() > deadline:
            return [str(each) for each in left]
        psutil.wait_procs(left, timeout=0.1)


def descendants() -> list[psutil.Process]:
    """The processes below this one that run."""
    found = []
    for each in psutil.Process().children(recursive=True):
        try:
            running = each.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            continue
        found += [each] if running else []
    return found


def rows(database: Path) -> set[tuple[str, str]]:
    """Every row of an SQLite database, with its table's name."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [name for (name,) in tables.fetchall()]
        return {
            (name, repr(row))
            for name in names
            for row in connection.execute(f'SELECT * FROM "{name}"')
        }
