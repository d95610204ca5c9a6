"""The template process, from which kernels are forked: `python -m autograde.kernels.template`.

It imports what kernels need, then listens in the folder it is given and forks a kernel for every
connection. It runs no operation of torch and has a single thread, because a fork has none of the
others; its own memory is all that its kernels share. Its standard input is a pipe from whoever
started it: when that closes, the template ends, and its kernels with it.

Linux only.
"""

import contextlib
import gc
import os
import select
import shutil
import socket
import struct
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from autograde.kernels.lifetimes import adopt_orphans, children, ended_with, kill, kill_session
from autograde.kernels.messages import SOCKET_NAME, send_fork, send_refusal, send_status

_BACKLOG = 128
_ORPHANS_SECONDS = 1.0  # how often what ended kernels left behind is waited for


def main(folder: Path) -> None:
    """Import, say "ready", and fork kernels until the standard input closes."""
    from autograde.kernels.preload import preload

    del sys.path[0]  # the folder, where nothing is to import
    preload()
    from autograde.kernels.child import become_kernel  # it imports ipykernel, too

    for thread in threading.enumerate():  # matplotlib has one that ends soon
        if thread is not threading.main_thread():
            thread.join(_ORPHANS_SECONDS)
    if reason := _unfit():
        sys.exit(f"no template for kernels: {reason}")
    adopt_orphans()
    gc.disable()
    gc.collect()
    gc.freeze()  # or the collector of every kernel would copy the pages that they share
    template = os.pidfd_open(os.getpid())
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(str(folder / SOCKET_NAME))
        listener.listen(_BACKLOG)
        print("ready", flush=True)
        connection = serve(listener)
    if connection is not None:
        become_kernel(connection, template)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)  # there is nothing to unwind, and torch takes long


def serve(listener: socket.socket) -> socket.socket | None:
    """Fork a kernel for each connection, until the standard input closes.

    Returns None then; and in every forked process the connection of the client.
    """
    lifeline = sys.stdin.fileno()
    with select.epoll() as events:
        kernels = _Kernels(events)
        events.register(listener, select.EPOLLIN)
        events.register(lifeline, select.EPOLLIN | select.EPOLLHUP)
        while True:
            orphans = kernels.wait_for_orphans()
            for number, _ in events.poll(_ORPHANS_SECONDS if orphans else None):
                if number == lifeline:
                    kernels.kill_all()
                    return None
                if number == listener.fileno():
                    connection, _ = listener.accept()
                    if kernels.fork(connection):
                        return connection
                else:
                    kernels.handle(number)


@dataclass(eq=False)
class _Kernel:
    """A forked process; `connection` is None once its client hung up."""

    pid: int
    pidfd: int
    connection: socket.socket | None
    ended: bool = False


class _Kernels:
    """The kernels of this template, each under the two descriptors that tell of its fate."""

    def __init__(self, events: select.epoll) -> None:
        self._events = events
        self._by_number: dict[int, _Kernel] = {}

    def fork(self, connection: socket.socket) -> bool:
        """Fork a kernel for the client at `connection`; True in the forked process."""
        if _uid_of_peer(connection) != os.getuid():
            connection.close()
            return False
        if reason := _unfit():
            with connection, contextlib.suppress(OSError):
                send_refusal(connection, reason)
            return False
        pid = os.fork()
        if pid == 0:
            return True
        kernel = _Kernel(pid, os.pidfd_open(pid), connection)
        self._by_number[kernel.pidfd] = self._by_number[connection.fileno()] = kernel
        self._events.register(kernel.pidfd, select.EPOLLIN)
        # Not EPOLLIN: what the client sends is for the kernel to read.
        self._events.register(connection, select.EPOLLRDHUP | select.EPOLLHUP)
        with contextlib.suppress(OSError):
            send_fork(connection, pid, kernel.pidfd)
        return False

    def handle(self, number: int) -> None:
        """A kernel ended, or its client hung up."""
        kernel = self._by_number.pop(number)
        self._events.unregister(number)
        if number == kernel.pidfd:
            self._ended(kernel)
        else:
            self._hung_up(kernel)

    def _ended(self, kernel: _Kernel) -> None:
        kernel.ended = True
        os.close(kernel.pidfd)
        status = ended_with(kernel.pid)
        kill_session(kernel.pid)
        if kernel.connection is None:
            os.waitpid(kernel.pid, 0)
        else:  # until the client hangs up the pid stays taken, so that it signals nobody else
            with contextlib.suppress(OSError):
                send_status(kernel.connection, status)

    def _hung_up(self, kernel: _Kernel) -> None:
        kernel.connection.close()
        kernel.connection = None
        if kernel.ended:
            os.waitpid(kernel.pid, 0)
        else:
            kill(kernel.pid)

    def wait_for_orphans(self) -> bool:
        """Take the exit statuses of processes that kernels left behind; True if some still run."""
        orphans = set(children()) - {kernel.pid for kernel in self._by_number.values()}
        still_run = [pid for pid in orphans if os.waitpid(pid, os.WNOHANG)[0] == 0]
        return bool(still_run)

    def kill_all(self) -> None:
        """Kill every kernel, and all that kernels left behind.

        They are waited for in any order: one may end only after another, whose parent it was.
        """
        while pids := children():
            for pid in pids:
                kill(pid)
            os.waitpid(-1, 0)


def _unfit() -> str:
    """Why this process must not fork a kernel; empty if it may."""
    threads = len(list(Path("/proc/self/task").iterdir()))
    return f"it has {threads} threads, and a fork would lose all but one" if threads > 1 else ""


def _uid_of_peer(connection: socket.socket) -> int:
    credentials = struct.Struct("3i")  # struct ucred: pid, uid, gid
    data = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, credentials.size)
    return credentials.unpack(data)[1]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
