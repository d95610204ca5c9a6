"""A kernel that a template forked, as its client sees it."""

import asyncio
import contextlib
import os
import signal
import socket
from pathlib import Path

from autograde.kernels.errors import KernelStartError, TemplateLost
from autograde.kernels.messages import READY, Request, Streams, receive, send_request

_LINE_BYTES = 4096
_START_SECONDS = 120.0  # many kernels may start at once on a busy machine
_GONE = "the process that kernels are forked from is gone"


class ForkedKernel:
    """A kernel process, with as much of subprocess.Popen as jupyter_client uses.

    It leads a session and a process group, and is killed when this object or its process goes.
    Its pid stays taken until `close`. `template_lost` tells that it ended because its template did.
    """

    stdin = stdout = stderr = None  # jupyter_client closes those that it finds

    def __init__(self, address: str) -> None:
        self.pid = 0
        self.template_lost = False
        self._pidfd: int | None = None
        self._status: int | None = None
        self._connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self._connection.connect(address)
        except OSError as error:
            self._connection.close()
            raise TemplateLost(
                f"no process to fork kernels from answers at {address} ({error.strerror})"
            ) from error
        self._connection.setblocking(False)

    @classmethod
    async def start(
        cls, address: str, request: Request, stdout: int, stderr: int, written: int | None = None
    ) -> "ForkedKernel":
        """Have the template at `address` fork a kernel; returns once its loop runs.

        The descriptors stay the caller's. Raises TemplateLost if the template is gone, and
        KernelStartError, with what the kernel says, if it does not come to run.
        """
        kernel = cls(address)
        ready, kernels_end = os.pipe()
        try:
            with os.fdopen(kernels_end, "wb") as end, Path(os.devnull).open("rb") as nothing:
                streams = Streams(nothing.fileno(), stdout, stderr, end.fileno(), written)
                await kernel._fork(request, streams)
            async with asyncio.timeout(_START_SECONDS):
                await kernel._wait_until_ready(ready)
        except BaseException as error:
            kernel.close()
            if isinstance(error, TimeoutError):
                raise KernelStartError(f"no kernel within {_START_SECONDS:g} seconds") from error
            raise
        finally:
            os.close(ready)
        return kernel

    async def _fork(self, request: Request, streams: Streams) -> None:
        try:
            send_request(self._connection, request, streams)
            await _readable(self._connection.fileno())
            answer, descriptors = receive(self._connection)
        except OSError as error:
            raise TemplateLost(_GONE) from error
        if "refused" in answer:
            raise TemplateLost(f"no kernel can be forked: {answer['refused']}")
        self.pid, (self._pidfd,) = answer["pid"], descriptors

    async def _wait_until_ready(self, ready: int) -> None:
        await _readable(ready, self._connection.fileno())
        os.set_blocking(ready, False)
        words = b""
        with contextlib.suppress(BlockingIOError):
            words = os.read(ready, _LINE_BYTES)
        if words == READY:
            return
        status = await self.ended()
        if self.template_lost:
            raise TemplateLost(_GONE)
        line = words.decode(errors="replace")
        raise KernelStartError(line or f"the kernel ended as it started, with status {status}")

    def poll(self) -> int | None:
        """The exit status, or the number of the signal that ended the kernel, negative; or None."""
        if self._status is None:
            try:
                message, _ = receive(self._connection)
                self._status = message["status"]
            except BlockingIOError:
                return None
            except OSError:
                self.template_lost = True
                self._status = -signal.SIGKILL
        return self._status

    async def ended(self) -> int:
        """Wait for the kernel's end without polling; returns as `poll` does."""
        while self.poll() is None:
            await _readable(self._connection.fileno())
        return self._status

    def wait(self) -> int | None:
        return self.poll()

    def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel alone, if it still runs."""
        if self._pidfd is not None and self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pidfd, signum)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def close(self) -> None:
        """Hang up: the template kills the kernel if it still runs."""
        if self._status is None:
            self._status = -signal.SIGKILL
        self._connection.close()
        if self._pidfd is not None:
            os.close(self._pidfd)
            self._pidfd = None

    __del__ = close


async def _readable(*descriptors: int) -> None:
    """Wait until one of the descriptors can be read."""
    loop = asyncio.get_running_loop()
    told = loop.create_future()
    # A loop has one reader for a descriptor: duplicates let several callers wait.
    copies = [os.dup(descriptor) for descriptor in descriptors]
    try:
        for copy in copies:
            loop.add_reader(copy, lambda: told.done() or told.set_result(None))
        await told
    finally:
        for copy in copies:
            loop.remove_reader(copy)
            os.close(copy)
