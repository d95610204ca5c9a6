"""The processes that a template answers for (Linux)."""

import contextlib
import os
import signal
from pathlib import Path

from autograde.sandbox import linux

_SET_CHILD_SUBREAPER = 36  # from linux/prctl.h


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends. Raises OSError."""
    linux.prctl(_SET_CHILD_SUBREAPER, 1)


def children() -> list[int]:
    """The pids of this process's children, with those that ended and were not waited for."""
    process = os.getpid()
    text = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(pid) for pid in text.split()]


def ended_with(pid: int) -> int:
    """The exit status of an ended child, or the number of the signal that ended it, negative.

    The pid stays taken.
    """
    result = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    return result.si_status if result.si_code == os.CLD_EXITED else -result.si_status


def kill(pid: int) -> None:
    """Kill a child that was not waited for, and the process group that it may lead."""
    os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def kill_session(leader: int) -> None:
    """Kill the process group of an ended child, and the orphans in the session that it led."""
    kill(leader)
    for child in children():
        if child != leader and os.getsid(child) == leader:
            kill(child)
