"""Faults for tests: files that cannot be used at a chosen moment, disks that are full, kills.

A fault strikes at an operation on files as Python's audit events tell of it. Such a hook stays for
as long as its process lives, so whatever is disturbed runs in a process of its own.
"""

import contextlib
import errno
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from autograde.sandbox import linux

Fault = Callable[[], None]

_CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.truncate")
_LOOKS = ("os.scandir", "os.listdir")
_FOR_WRITING = os.O_WRONLY | os.O_RDWR
# How libraries end a process that gets no memory: glibc, where a thread needs some, and others.
_NO_MEMORY = (127, -signal.SIGABRT)


def in_child(function: Callable[..., Any], *arguments: Any) -> Any:
    """What a function returns in a forked process; None if that was killed, or ended for
    want of memory.

    Raises AssertionError with the traceback of what it raises there.
    """
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)

    def run() -> None:
        here.close()
        try:
            there.send((function(*arguments), ""))
        except BaseException:
            there.send((None, traceback.format_exc()))

    process = context.Process(target=run)
    process.start()
    there.close()
    try:
        result, problem = here.recv()
    except EOFError:
        result, problem = None, ""
    process.join()
    assert not problem, problem
    assert process.exitcode in (0, -signal.SIGKILL, *_NO_MEMORY)
    return result


class Trap:
    """A fault that strikes at the nth change of a file below `folder`, or the nth look at one.

    With `lasting` it strikes at every one from there on. `count` tells how many there were.
    """

    def __init__(self, folder: Path, looks: bool = False) -> None:
        self._folder, self._concerns = str(folder), _is_look if looks else _is_change
        self.count, self._nth, self._lasting, self._fault = 0, 0, False, no_fault
        self._is_set = False
        sys.addaudithook(self._hook)

    @contextlib.contextmanager
    def set(self, nth: int, fault: Fault, lasting: bool = False) -> Iterator[None]:
        """Have the fault strike while in the context; with `nth` 0, never."""
        self.count, self._nth, self._lasting, self._fault = 0, nth, lasting, fault
        self._is_set = True
        try:
            yield
        finally:
            self._is_set = False

    def _hook(self, event: str, arguments: tuple) -> None:
        if not self._is_set or not self._concerns(event, arguments):
            return
        path = arguments[0]
        if not isinstance(path, (str, os.PathLike)) or not str(path).startswith(self._folder):
            return  # such as a descriptor, which has been opened before
        self.count += 1
        if self.count == self._nth or (self._lasting and self.count > self._nth > 0):
            self._fault()


def no_fault() -> None:
    """Nothing happens."""


def disk_full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def unreadable() -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _is_change(event: str, arguments: tuple) -> bool:
    return event in _CHANGES or (event == "open" and bool(_flags(arguments) & _FOR_WRITING))


def _is_look(event: str, arguments: tuple) -> bool:
    return event in _LOOKS or (event == "open" and not _flags(arguments) & _FOR_WRITING)


def _flags(arguments: tuple) -> int:
    return arguments[2] if isinstance(arguments[2], int) else 0


def enter_own_mounts() -> None:
    """What this process mounts from now on goes with it. Raises OSError where it may not mount."""
    if not linux.has_mount_power():
        uid, gid = os.getuid(), os.getgid()
        linux.unshare(linux.NEW_USERS)
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
    linux.unshare(linux.NEW_MOUNTS)
    linux.mount(None, "/", flags=linux.RECURSIVE | linux.PRIVATE)


def mount_small_disk(folder: Path) -> None:
    """Mount an empty file system of its own at a folder, for this process alone."""
    enter_own_mounts()
    linux.mount("tmpfs", str(folder), "tmpfs")


def leave_room(folder: Path, pages: int | None) -> None:
    """Leave so many free pages of 4096 bytes on a small disk; None for as many as it likes."""
    if pages is None:
        size = "1g"
    else:
        leave_room(folder, None)  # or what is free cannot be told from what is not
        state = os.statvfs(folder)
        size = str(max(1, state.f_blocks - state.f_bfree + pages) * state.f_frsize)  # 0: no limit
    linux.mount(None, str(folder), flags=linux.REMOUNT, options=f"size={size}")


def can_mount() -> bool:
    """Whether this user may mount."""
    try:
        in_child(enter_own_mounts)
    except AssertionError:
        return False
    return True
