"""The two processes beside a sandboxed kernel: one watches it, the other keeps its namespace."""

import contextlib
import os
import resource
import select
import signal
from collections.abc import Callable, Iterable
from typing import NoReturn

from autograde.sandbox import linux

_RELAYED = (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2)


def fork_into_namespace() -> tuple[int, int] | None:
    """Fork the first process of the new process namespace, and beside it the kernel.

    Returns the two pids here, and None in the kernel. All end with this process. The first one
    only waits: it adopts what the kernel leaves behind, and with it the namespace ends. That the
    kernel is not the first itself keeps its signals ordinary: it can be killed from within.
    Signals to this process wait until it is ready to `supervise`.
    """
    here = os.pidfd_open(os.getpid())
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM, *_RELAYED])
    try:
        if not (first := os.fork()):
            _wait_for_ever(here)
        if not (kernel := os.fork()):
            die_with(here)
            os.setsid()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            return None
    finally:
        os.close(here)
    return first, kernel


def supervise(first: int, kernel: int, afterwards: Callable[[], None]) -> NoReturn:
    """Wait for the kernel, end all of its namespace, call `afterwards`, and end as it did.

    Signals go on to the kernel's process group; SIGTERM ends the namespace at once.
    """

    def relay(number: int, _frame: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(kernel, number)

    def end(_number: int, _frame: object) -> None:
        os.kill(first, signal.SIGKILL)

    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, end)
    for number in _RELAYED:
        signal.signal(number, relay)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM, *_RELAYED])
    linux.prctl(linux.SET_DUMPABLE, 0)
    os.waitid(os.P_PID, kernel, os.WEXITED | os.WNOWAIT)
    for number in (signal.SIGTERM, *_RELAYED):  # before the two pids can be another process's
        signal.signal(number, signal.SIG_IGN)
    status = os.waitpid(kernel, 0)[1]
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)  # returns when the last process of the namespace is gone
    try:
        afterwards()
    finally:
        _end_as(status)


def die_with(parent: int) -> None:
    """Have this process killed when the one of a pidfd ends, whose child it is."""
    linux.prctl(linux.SET_DEATH_SIGNAL, signal.SIGKILL)
    ended = select.poll()
    ended.register(parent, select.POLLIN)
    if ended.poll(0):  # before the call
        os._exit(1)


def close_all_but(kept: Iterable[int]) -> None:
    """Close all file descriptors from 3 on, except some."""
    low = 3
    for number in sorted(set(kept)):
        os.closerange(low, number)
        low = max(low, number + 1)
    os.closerange(low, os.sysconf("SC_OPEN_MAX"))


def _wait_for_ever(parent: int) -> NoReturn:
    die_with(parent)
    signal.set_wakeup_fd(-1)
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        # Without SIGCHLD, the system itself takes care of orphans that end.
        signal.signal(number, signal.SIG_IGN)
    linux.drop_capabilities()
    linux.prctl(linux.SET_DUMPABLE, 0)
    os.closerange(0, os.sysconf("SC_OPEN_MAX"))
    while True:
        signal.pause()


def _end_as(status: int) -> NoReturn:
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if -code != signal.SIGKILL:
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(abs(code))
