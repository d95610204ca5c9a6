"""One kernel process: started warm and, if the limits say so, in a sandbox; watched, and ended."""

import asyncio
import contextlib
import os
import tarfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any, Literal

from jupyter_client import AsyncKernelManager
from jupyter_client.asynchronous import AsyncKernelClient
from nbclient.exceptions import CellExecutionComplete

from autograde.grading.limits import Limits
from autograde.kernels.errors import TemplateLost
from autograde.kernels.folders import socket_folder
from autograde.kernels.memory import memory_of, own_memory
from autograde.sandbox.environment import environment
from autograde.sandbox.policy import Policy
from autograde.sandbox.written import LEFT_OUT
from course_lib.data.cache import cache_dir, data_dir

Message = dict[str, Any]
Death = Literal["died", "memory"]

_PROVISIONER = "ground-up-warm"
# A cell is over when its reply is there; its last outputs may take this much longer.
_DRAIN_SECONDS = 10.0
_POLL_SECONDS = 0.1
_LOOK_SECONDS = 1.0  # between two looks at the memory
# A process reserves more addresses than it uses: a kernel that has trained a net, 1.4 GB.
_UNUSED_ADDRESSES = 4 * 2**30
_END_OF_TAR = 1024  # bytes of zeros, POSIX.1-2001, pax
_IN_THE_WAY = (FileExistsError, IsADirectoryError, NotADirectoryError)


class KernelProcess:
    """A kernel of the kernelspec `name` that runs in the folder `cwd`.

    What sandboxed code wrote is in `cwd` once the kernel is stopped; `files_left_out` tells how
    many of its files were too much, and are not.
    """

    def __init__(self, name: str, cwd: Path, limits: Limits, seed: int | None = None) -> None:
        self.cwd, self.limits, self.seed = cwd, limits, seed
        self._manager = AsyncKernelManager(kernel_name=name)
        self._manager.kernel_spec.metadata["kernel_provisioner"] = {
            "provisioner_name": _PROVISIONER
        }
        self._sockets = socket_folder()
        self._before, self._next_look = own_memory(), 0.0
        self.client: AsyncKernelClient | None = None
        self.files_left_out = 0

    async def start(self) -> None:
        """Start the kernel. Raises RuntimeError where that fails, which is no student's fault."""
        own = _own_variables(self.limits, self.seed)
        if self.limits.sandbox:
            policy = _policy(self.cwd, self._sockets.name, self.limits)
            options: dict[str, Any] = {"policy": policy, "env": environment(policy, own)}
        else:
            options = {"env": {**os.environ, **own}}
        with Path(os.devnull).open("w") as quiet:
            await self._manager.start_kernel(
                cwd=str(self.cwd),
                stdout=quiet,
                stderr=quiet,
                extra_arguments=["--HistoryManager.hist_file=:memory:"],  # as nbconvert does
                **options,
            )
        self.client = self._manager.client()
        # What nobody reads would only fill this process's memory.
        self.client.start_channels(stdin=False, hb=False, control=False)
        await self.client.wait_for_ready(timeout=self.limits.startup_seconds)

    async def stop(self) -> None:
        """End the kernel, whatever it is doing, and fetch what the code wrote.

        Raises OSError or TemplateLost where that is lost.
        """
        if self.client is not None:
            self.client.stop_channels()
        provisioner = self._manager.provisioner
        await self._manager.shutdown_kernel(now=True)
        self._sockets.cleanup()
        written = getattr(provisioner, "written", None)
        with written or contextlib.nullcontext():
            if written is not None and self.client is not None:
                self._raise_if_lost()
                self.files_left_out = unpack(written, self.cwd)

    async def interrupt(self) -> None:
        await self._manager.interrupt_kernel()

    async def kill(self) -> None:
        await self._manager.provisioner.kill()

    async def ended(self) -> Death:
        """Wait until it has died, or occupies more memory than it may; then it still lives.

        Raises TemplateLost where it died of that, which is no student's fault.
        """
        while await self._manager.is_alive():
            if time.monotonic() >= self._next_look:  # in short cells, too
                self._next_look = time.monotonic() + _LOOK_SECONDS
                if self._memory() > self.limits.memory_bytes:
                    return "memory"
            await asyncio.sleep(_POLL_SECONDS)
        self._raise_if_lost()
        return "died"

    def _raise_if_lost(self) -> None:
        if getattr(self._manager.provisioner, "template_lost", False):
            raise TemplateLost("the process that kernels are forked from is gone")

    def _memory(self) -> int:
        pid = getattr(self._manager.provisioner, "pid", None)
        kept = max(0, own_memory() - self._before)  # of what it sent
        return kept + memory_of(pid) if pid else 0

    async def execute(
        self,
        code: str,
        handle: Callable[[Message], Any],
        store_history: bool,
        buffers: Sequence[bytes] = (),
    ) -> Message:
        """Run code; give its outputs to `handle`, which raises CellExecutionComplete at the last.

        Returns the content of the kernel's reply; waits for it as long as it takes.
        """
        request = self._send(code, store_history, buffers)
        outputs = asyncio.ensure_future(self._read_outputs(request, handle))
        try:
            reply = await _next_message(self.client.shell_channel, request)
            await asyncio.wait({outputs}, timeout=_DRAIN_SECONDS)
            return reply["content"]
        finally:
            outputs.cancel()
            await asyncio.gather(outputs, return_exceptions=True)

    def _send(self, code: str, store_history: bool, buffers: Sequence[bytes]) -> str:
        """Send an execute request; returns its id."""
        content = {
            "code": code,
            "silent": False,
            "store_history": store_history,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        session = self.client.session
        message = session.msg("execute_request", content)
        session.send(self.client.shell_channel.socket, message, buffers=list(buffers))
        return message["header"]["msg_id"]

    async def _read_outputs(self, request: str, handle: Callable[[Message], Any]) -> None:
        while True:
            message = await _next_message(self.client.iopub_channel, request)
            try:
                handle(message)
            except CellExecutionComplete:
                return
            except Exception:  # a message that a student made up: no output
                continue


async def _next_message(channel: Any, request: str) -> Message:
    """The next message on a channel that answers a request."""
    while True:
        try:
            message = await channel.get_msg(timeout=None)
            if message["parent_header"].get("msg_id") == request:
                return message
        except Exception:  # student code can put any bytes on its sockets: not a message
            await asyncio.sleep(0.001)


def unpack(archive: IO[bytes], folder: Path) -> int:
    """Write the regular files of a tar into a folder; what would leave it is left out, and what
    has the name of something else there.

    Returns how many files were left out, here and by whoever packed them. Raises OSError where the
    disk refuses, and where the tar breaks off because whoever packed it was killed: what the code
    wrote is lost then, by no fault of its own.
    """
    size = archive.seek(0, os.SEEK_END)
    archive.seek(max(0, size - _END_OF_TAR))
    if archive.read() != bytes(_END_OF_TAR):
        raise OSError("what the notebook wrote was lost as its kernel ended")
    archive.seek(0)
    with tarfile.open(fileobj=archive, mode="r:") as tar:
        left_out = int(tar.pax_headers.get(LEFT_OUT, 0))
        for member in filter(tarfile.TarInfo.isreg, tar):
            try:
                tar.extract(member, folder, filter="data")
            except (*_IN_THE_WAY, tarfile.FilterError):
                left_out += 1
    return left_out


def _policy(cwd: Path, sockets: str, limits: Limits) -> Policy:
    """What a student's kernel may see and use."""
    return Policy(
        workspace=str(cwd),
        sockets=sockets,
        readable=(str(data_dir()),) if limits.data == "full" else (),
        gpu=limits.gpu,
        memory_bytes=limits.memory_bytes + _UNUSED_ADDRESSES,
        cpu_seconds=round(limits.notebook_seconds) * limits.threads,
    )


def _own_variables(limits: Limits, seed: int | None) -> dict[str, str]:
    """What a kernel finds in its environment besides what the system needs."""
    own = {
        "NBGRADER_EXECUTION": "autograde",
        "GROUND_UP_DATA": limits.data,
        "GROUND_UP_CACHE": str(cache_dir()),
        "OMP_NUM_THREADS": str(limits.threads),
    }
    return own if seed is None else {**own, "GROUND_UP_SEED": str(seed)}
