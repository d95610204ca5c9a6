"""Run a command as an ordinary user: `python tests/ordinary_user.py COMMAND...`, as root.

The user is nobody, without groups and capabilities. What the command needs of this Python is made
reachable in a private view of the files, even below folders that are closed to others.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from autograde.sandbox import linux

NOBODY = 65534
CHECKOUT = Path(__file__).resolve().parents[1]


def open_up(needed: Iterable[Path]) -> None:
    """Make folders reachable for everybody, in a mount namespace of this process's own."""
    linux.unshare(linux.NEW_MOUNTS)
    linux.mount(None, "/", None, linux.RECURSIVE | linux.PRIVATE)
    reachable = {path: os.open(path, os.O_PATH) for path in needed}
    for closed in {found for path in reachable if (found := _closed_folder(path))}:
        linux.mount("tmpfs", str(closed), "tmpfs", 0, "mode=755")
        for path, descriptor in reachable.items():
            if path.is_relative_to(closed):
                path.mkdir(parents=True, exist_ok=True)
                source = f"/proc/self/fd/{descriptor}"
                linux.mount(source, str(path), None, linux.BIND | linux.RECURSIVE)


def become_nobody() -> None:
    """Drop the superuser's identity and every capability, for good."""
    linux.drop_bounding_capabilities()
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    linux.drop_capabilities()


def _closed_folder(path: Path) -> Path | None:
    """The first folder on the way to a path that others may not enter."""
    ways = reversed([path, *path.parents])
    return next((folder for folder in ways if not folder.stat().st_mode & 0o001), None)


if __name__ == "__main__":
    open_up([Path(sys.base_prefix), Path(sys.prefix), CHECKOUT])
    become_nobody()
    os.chdir(CHECKOUT)
    os.execv(sys.argv[1], sys.argv[1:])
