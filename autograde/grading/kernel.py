"""A Jupyter kernel that runs the cells of one notebook, within limits, whatever they do."""

import asyncio
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, Literal

from jupyter_client import KernelManager
from jupyter_core.utils import ensure_async, run_sync
from nbclient.exceptions import CellExecutionComplete
from nbformat.notebooknode import NotebookNode

from autograde.grading.limits import Limits
from autograde.grading.outputs import BoundedClient, error_output, tidy
from autograde.sealed.student import StudentGone
from course_lib.probe import MIME_TYPE

Ending = Literal["done", "timeout", "killed"]
Message = dict[str, Any]

# A kernel that does not answer an interrupt within this time is killed.
_INTERRUPT_SECONDS = 5.0
# A cell is over when its reply is there; its last outputs may take this much longer.
_DRAIN_SECONDS = 10.0
_ALIVE_POLL_SECONDS = 0.1
_MAX_SOCKET_PATH = 104  # bytes of sockaddr_un.sun_path on macOS; Linux has 108


class NotebookKernel:
    """Runs cells of `notebook` in a kernel of its own, in the folder `cwd`.

    Use it as a context manager. `alive` tells whether the kernel is still there: it may have been
    killed by the student's code, or by us after a timeout that an interrupt did not end.
    """

    def __init__(self, notebook: NotebookNode, cwd: Path, limits: Limits) -> None:
        self.notebook, self.cwd, self.limits = notebook, cwd, limits
        self.alive = False
        self._stack = ExitStack()

    def __enter__(self) -> "NotebookKernel":
        with ExitStack() as stack:
            sockets = stack.enter_context(tempfile.TemporaryDirectory(prefix="course-kernel-"))
            self._client = _LocalClient(
                self.notebook,
                self.limits.output_bytes,
                sockets=Path(sockets),
                startup_timeout=self.limits.startup_seconds,
                shutdown_kernel="immediate",
                record_timing=False,
            )
            quiet = stack.enter_context(Path(os.devnull).open("w"))
            kernel = self._client.setup_kernel(
                env=kernel_environment(self.limits), cwd=str(self.cwd), stdout=quiet, stderr=quiet
            )
            stack.enter_context(kernel)
            self._stack = stack.pop_all()
        self.alive = True
        return self

    def __exit__(self, *exception: object) -> None:
        self.alive = False
        self._stack.__exit__(*exception)

    def run_cell(self, index: int, code: str) -> Ending:
        """Run `code` as the cell at `index`, whose outputs are replaced.

        Where it ends by itself, an error of the cell is among the outputs; where it does not, an
        error says so. A blank cell does nothing.
        """
        cell = self.notebook.cells[index]
        cell["outputs"] = []
        if not code.strip():
            return "done"
        if not self.alive:
            cell["outputs"] = [error_output("DeadKernelError", _GONE)]
            return "killed"
        self._client.begin_cell()
        handle = partial(self._client.process_message, cell=cell, cell_index=index)
        ending, reply = self._run(code, handle, store_history=True)
        tidy(cell, self._client.bytes_cut, self.limits.output_lines)
        if ending == "timeout":
            cell.outputs.append(error_output("CellTimeoutError", self._too_slow("The cell")))
        elif ending == "killed":
            cell.outputs.append(error_output("DeadKernelError", _ENDED))
        else:
            _record_error(cell, reply)
        return ending

    @property
    def bytes_cut(self) -> int:
        """How many bytes of the last cell's outputs were cut."""
        return self._client.bytes_cut

    def execute_probe(self, code: str, inputs: bytes = b"") -> str | None:
        """Run code beside the notebook's names; return the payload of its first evidence message.

        `inputs` travel as a buffer of the request, where `course_lib.probe` finds them. Raises
        StudentGone if the code does not end in time or ends the process.
        """
        if not self.alive:
            raise StudentGone("killed", _GONE)
        payloads: list[str] = []

        def handle(message: Message) -> None:
            content, kind = message["content"], message["msg_type"]
            if kind == "status" and content["execution_state"] == "idle":
                raise CellExecutionComplete
            if kind == "display_data" and MIME_TYPE in content["data"] and not payloads:
                payloads.append(str(content["data"][MIME_TYPE]))

        ending, _ = self._run(code, handle, store_history=False, buffers=[inputs])
        if ending == "timeout":
            raise StudentGone("timeout", self._too_slow("Your code"))
        if ending == "killed":
            raise StudentGone("killed", _ENDED)
        return payloads[0] if payloads else None

    def _too_slow(self, what: str) -> str:
        return f"{what} did not end within {self.limits.cell_seconds:g} seconds and was stopped."

    async def _async_run(
        self,
        code: str,
        handle: Callable[[Message], Any],
        store_history: bool,
        buffers: Sequence[bytes] = (),
    ) -> tuple[Ending, Message]:
        """Run code; give its outputs to `handle`, which raises CellExecutionComplete at the last.

        Returns how it ended, and the content of the kernel's reply.
        """
        request = _send(self._client.kc, code, store_history, buffers)
        finished = asyncio.ensure_future(self._finished(request, handle))
        dead = asyncio.ensure_future(self._dead())
        first = asyncio.FIRST_COMPLETED
        try:
            await asyncio.wait(
                {finished, dead}, timeout=self.limits.cell_seconds, return_when=first
            )
            if finished.done():
                return "done", finished.result()
            if dead.done():
                await asyncio.wait({finished}, timeout=_ALIVE_POLL_SECONDS)  # its last words
                self.alive = False
                return "killed", {}
            await ensure_async(self._client.km.interrupt_kernel())
            await asyncio.wait({finished, dead}, timeout=_INTERRUPT_SECONDS, return_when=first)
            if not finished.done():
                await ensure_async(self._client.km.shutdown_kernel(now=True))
                self.alive = False
            return "timeout", {}
        finally:
            finished.cancel()
            dead.cancel()
            await asyncio.gather(finished, dead, return_exceptions=True)

    _run = run_sync(_async_run)

    async def _finished(self, request: str, handle: Callable[[Message], Any]) -> Message:
        outputs = asyncio.ensure_future(_read_outputs(self._client.kc, request, handle))
        try:
            reply = await _next_message(self._client.kc.shell_channel, request)
            await asyncio.wait({outputs}, timeout=_DRAIN_SECONDS)
            return reply["content"]
        finally:
            outputs.cancel()
            await asyncio.gather(outputs, return_exceptions=True)

    async def _dead(self) -> None:
        while await ensure_async(self._client.km.is_alive()):
            await asyncio.sleep(_ALIVE_POLL_SECONDS)


_ENDED = "The Python process ended here: os._exit, exit(), or more memory than there is."
_GONE = "The Python process had ended before this cell."


class _LocalClient(BoundedClient):
    """Talks to its kernel over Unix sockets in a private folder: no ports to race for.

    Where the folder's path is too long for that, over ports.
    """

    def __init__(self, *arguments: Any, sockets: Path, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._sockets = sockets

    def create_kernel_manager(self) -> KernelManager:
        manager = super().create_kernel_manager()
        address = self._sockets / "k"
        if len(os.fsencode(address)) + len("-5") < _MAX_SOCKET_PATH:
            manager.transport, manager.ip = "ipc", str(address)
        return manager


def kernel_environment(limits: Limits) -> dict[str, str]:
    """The environment of a student's kernel: ours, and what nbgrader and the limits add."""
    return {
        **os.environ,
        "NBGRADER_EXECUTION": "autograde",
        "GROUND_UP_DATA": limits.data,
        "OMP_NUM_THREADS": str(limits.threads),
    }


def _send(client: Any, code: str, store_history: bool, buffers: Sequence[bytes]) -> str:
    """Send an execute request; returns its id."""
    content = {
        "code": code,
        "silent": False,
        "store_history": store_history,
        "user_expressions": {},
        "allow_stdin": False,
        "stop_on_error": False,
    }
    message = client.session.msg("execute_request", content)
    client.session.send(client.shell_channel.socket, message, buffers=list(buffers))
    return message["header"]["msg_id"]


async def _next_message(channel: Any, request: str) -> Message:
    """The next message on a channel that answers a request."""
    while True:
        try:
            message = await ensure_async(channel.get_msg(timeout=None))
            if message["parent_header"].get("msg_id") == request:
                return message
        except Exception:  # student code can put any bytes on its sockets: not a message
            await asyncio.sleep(0.001)


async def _read_outputs(client: Any, request: str, handle: Callable[[Message], Any]) -> None:
    while True:
        message = await _next_message(client.iopub_channel, request)
        try:
            handle(message)
        except CellExecutionComplete:
            return
        except Exception:  # a message that a student made up: no output
            continue


def _record_error(cell: NotebookNode, reply: Message) -> None:
    """Make sure that an error which the kernel reports is among the outputs.

    Code can keep IPython from showing it (nbgrader does the same).
    """
    if reply.get("status") != "error":
        return
    name = str(reply.get("ename", "Error"))
    shown = [output.ename for output in cell.outputs if output.output_type == "error"]
    if name not in shown:
        message = str(reply.get("evalue", "")) or "An error that was not shown."
        cell.outputs.append(error_output(name, message))
