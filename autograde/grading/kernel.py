"""A Jupyter kernel that runs the cells of one notebook, within limits, whatever they do."""

import asyncio
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal

from jupyter_core.utils import run_sync
from nbclient.exceptions import CellExecutionComplete
from nbformat.notebooknode import NotebookNode

from autograde.grading.kernel_process import KernelProcess, Message
from autograde.grading.limits import Limits
from autograde.grading.outputs import BoundedClient, error_output, tidy
from autograde.sealed.student import StudentGone
from course_lib.probe import MIME_TYPE

Ending = Literal["done", "timeout", "killed"]

# A kernel that does not answer an interrupt within this time is killed.
_INTERRUPT_SECONDS = 5.0
# The last outputs of a kernel that died.
_LAST_WORDS_SECONDS = 0.1
# Of an error that only the reply tells: as much as of one that is shown after the budget is spent.
_ERROR_CHARACTERS = 20_000


class NotebookKernel:
    """Runs cells of `notebook` in kernels of its own, one at a time, in the folder `cwd`.

    Use it as a context manager. `alive` tells whether there is a kernel: the student's code may
    have killed it, or we after a limit that an interrupt did not enforce; `replace` starts another.
    `seed` is what the kernel's random generators get. `unasked_evidence` tells whether the
    student's code has sent evidence where no probe asked for it; `files_left_out`, once it is left,
    how many of the files that the code wrote were too much to be kept.
    """

    def __init__(
        self, notebook: NotebookNode, cwd: Path, limits: Limits, seed: int | None = None
    ) -> None:
        self.notebook, self.cwd, self.limits, self.seed = notebook, cwd, limits, seed
        self.alive = self.unasked_evidence = False
        self.files_left_out = 0
        self._outputs = BoundedClient(notebook, limits.output_bytes, record_timing=False)
        self._deadline = time.monotonic() + limits.notebook_seconds

    def __enter__(self) -> "NotebookKernel":
        self._start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._stop()

    def replace(self) -> None:
        """Start a new kernel in the place of a dead one; it has run nothing yet."""
        self._stop()
        self._start()

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
        self._outputs.begin_cell()
        show = partial(self._outputs.process_message, cell=cell, cell_index=index)

        def handle(message: Message) -> None:
            self.unasked_evidence |= _has_evidence(message)
            show(message)

        ending, result = self._run(code, handle, store_history=True)
        tidy(cell, self._outputs.bytes_cut, self.limits.output_lines)
        if ending == "done":
            _record_error(cell, result)
        else:
            name = "CellTimeoutError" if ending == "timeout" else "DeadKernelError"
            cell.outputs.append(error_output(name, result))
        return ending

    def rerun(self, code: str) -> Ending:
        """Run the code of an earlier cell in a new kernel; its outputs are known already."""
        return self._run(code, _until_idle, store_history=True)[0] if self.alive else "killed"

    @property
    def bytes_cut(self) -> int:
        """How many bytes of the last cell's outputs were cut."""
        return self._outputs.bytes_cut

    @property
    def seconds_left(self) -> float:
        """What is left of the notebook's time."""
        return max(0.0, self._deadline - time.monotonic())

    def execute_probe(self, code: str, inputs: bytes = b"") -> str | None:
        """Run code beside the notebook's names; return the payload of its first evidence message.

        `inputs` travel as a buffer of the request, where `course_lib.probe` finds them. Raises
        StudentGone if the code does not end in time or ends the process.
        """
        if not self.alive:
            raise StudentGone("killed", _GONE)
        payloads: list[str] = []

        def handle(message: Message) -> None:
            if _has_evidence(message) and not payloads:
                payloads.append(str(message["content"]["data"][MIME_TYPE]))
            elif _has_evidence(message):
                self.unasked_evidence = True
            _until_idle(message)

        self._outputs.begin_cell()
        ending, result = self._run(code, handle, store_history=False, buffers=[inputs])
        if ending != "done":
            raise StudentGone(ending, result)
        return payloads[0] if payloads else None

    async def _async_start(self) -> None:
        name = self.notebook.metadata.get("kernelspec", {}).get("name", "python3")
        self._process = KernelProcess(name, self.cwd, self.limits, self.seed)
        try:
            await self._process.start()
        except BaseException:
            await self._process.stop()
            raise
        self.alive = True

    _start = run_sync(_async_start)

    async def _async_stop(self) -> None:
        self.alive = False
        await self._process.stop()
        self.files_left_out += self._process.files_left_out

    _stop = run_sync(_async_stop)

    async def _async_run(
        self,
        code: str,
        handle: Callable[[Message], Any],
        store_history: bool,
        buffers: Sequence[bytes] = (),
    ) -> tuple[Ending, Any]:
        """Run code; give its outputs to `handle`, which raises CellExecutionComplete at the last.

        Returns how it ended, with the content of the kernel's reply, or words that say what the
        code did not keep to.
        """
        if not self.seconds_left:
            return "timeout", self._too_slow()
        flooded = asyncio.Event()
        counted = _Counted(handle, self.limits.output_messages, flooded)
        finished = asyncio.ensure_future(
            self._process.execute(code, counted, store_history, buffers)
        )
        ended = asyncio.ensure_future(self._process.ended())
        flood = asyncio.ensure_future(flooded.wait())
        seconds = min(self.limits.cell_seconds, self.seconds_left)
        first = asyncio.FIRST_COMPLETED
        try:
            await asyncio.wait({finished, ended, flood}, timeout=seconds, return_when=first)
            if finished.done():
                return "done", finished.result()
            if ended.done() and ended.result() == "died":
                await asyncio.wait({finished}, timeout=_LAST_WORDS_SECONDS)
                self.alive = False
                return "killed", _ENDED
            if ended.done():
                await self._kill()
                return "killed", _TOO_LARGE.format(self.limits.memory_bytes / 2**30)
            await self._process.interrupt()
            await asyncio.wait({finished, ended}, timeout=_INTERRUPT_SECONDS, return_when=first)
            if not finished.done():
                await self._kill()
            if flooded.is_set():
                return "killed", _FLOOD.format(self.limits.output_messages)
            return "timeout", self._too_slow()
        finally:
            for task in (finished, ended, flood):
                task.cancel()
            await asyncio.gather(finished, ended, flood, return_exceptions=True)

    _run = run_sync(_async_run)

    async def _kill(self) -> None:
        self.alive = False
        await self._process.kill()

    def _too_slow(self) -> str:
        if self.seconds_left > 0:
            return f"It did not end within {self.limits.cell_seconds:g} seconds and was stopped."
        limit = self.limits.notebook_seconds
        return f"The {limit:g} seconds that the whole notebook may take were over."


_ENDED = "The Python process ended here: os._exit, exit(), or more memory than there is."
_GONE = "The Python process had ended before this cell."
_TOO_LARGE = "The Python process was ended here: it took more than {:g} GB of memory."
_FLOOD = "The cell was stopped: it sent more than {:,} messages of output."


class _Counted:
    """A handler of messages that tells when there were too many, and handles no more of them."""

    def __init__(self, handle: Callable[[Message], Any], most: int, flooded: asyncio.Event) -> None:
        self._handle, self._left, self._flooded = handle, most, flooded

    def __call__(self, message: Message) -> None:
        self._left -= 1
        if self._left < 0 and message["msg_type"] not in ("status", "error"):
            self._flooded.set()
        else:
            self._handle(message)


def _has_evidence(message: Message) -> bool:
    shown = message["msg_type"] == "display_data" and message["content"]["data"]
    return isinstance(shown, dict) and MIME_TYPE in shown


def _until_idle(message: Message) -> None:
    if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
        raise CellExecutionComplete


def _record_error(cell: NotebookNode, reply: Message) -> None:
    """Make sure that an error which the kernel reports is among the outputs.

    Code can keep IPython from showing it (nbgrader does the same), and forge the reply.
    """
    if not isinstance(reply, dict) or reply.get("status") != "error":
        return  # no mapping: student code has put it on the kernel's socket
    name = str(reply.get("ename", "Error"))[:_ERROR_CHARACTERS]
    shown = [output.ename for output in cell.outputs if output.output_type == "error"]
    if name not in shown:
        message = str(reply.get("evalue", "")) or "An error that was not shown."
        cell.outputs.append(error_output(name, message[:_ERROR_CHARACTERS]))
