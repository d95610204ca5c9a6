"""Run a function in a sandbox, without Jupyter: fork, enter, call, and send the result back."""

import json
import os
import select
import signal
import tarfile
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pytest

from autograde.sandbox import entry, layers
from autograde.sandbox.policy import Policy

HANG_SECONDS = 120  # far more than anything here takes

ROOT = os.geteuid() == 0
_PROBLEMS = [layer.detail for layer in layers.examine() if layer.required and not layer.works]
needs_sandbox = pytest.mark.skipif(bool(_PROBLEMS), reason="; ".join(_PROBLEMS))
needs_root = pytest.mark.skipif(not ROOT, reason="only the superuser can arrange this")


@dataclass(frozen=True)
class Outcome:
    """What a function in the sandbox returned, how its process ended, and what it wrote."""

    value: Any
    exit: int
    written: dict[str, bytes]
    left_out: int


class Sandbox:
    """A process in a sandbox that calls a function; a context manager, whose end is the sandbox's.

    `contents` are in its workspace, the descriptors `keep` stay open. `pid` is the supervising
    process.
    """

    def __init__(
        self,
        function: Callable[[], Any],
        contents: Mapping[str, bytes] | None = None,
        keep: Sequence[int] = (),
        **rules: Any,
    ) -> None:
        self._stack = ExitStack()
        self._function, self._keep, self._rules = function, keep, rules
        self.workspace, self.sockets = self._folder(), self._folder()
        for name, data in (contents or {}).items():
            (self.workspace / name).parent.mkdir(parents=True, exist_ok=True)
            (self.workspace / name).write_bytes(data)

    def _folder(self) -> Path:
        return Path(self._stack.enter_context(tempfile.TemporaryDirectory()))

    def __enter__(self) -> "Sandbox":
        with self._stack as stack:
            policy = Policy(str(self.workspace), str(self.sockets), **self._rules)
            self.tar: IO[bytes] = stack.enter_context(tempfile.TemporaryFile())
            reader, writer = os.pipe()
            self._report = stack.enter_context(os.fdopen(reader, "rb", buffering=0))
            self.pid = os.fork()
            if not self.pid:
                self._become(policy, writer)
            os.close(writer)
            self._ended = False
            stack.callback(self._end)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *exception: object) -> None:
        self._stack.close()

    def _become(self, policy: Policy, writer: int) -> None:
        try:
            entry.enter(policy, [writer, *self._keep], self.tar.fileno())
            answer = {"value": self._function()}
        except BaseException:
            answer = {"error": traceback.format_exc()}
        os.write(writer, json.dumps(answer).encode() + b"\n")
        os._exit(0)

    def value(self) -> Any:
        """Wait for the function's result; None if its process ended without one."""
        line = b""
        while not line.endswith(b"\n") and select.select([self._report], [], [], HANG_SECONDS)[0]:
            data = self._report.read(65536)
            if not data:
                return None
            line += data
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def wait(self) -> int:
        """Wait for the end; returns the exit status, or the number of a signal, negative."""
        pidfd = os.pidfd_open(self.pid)
        ended = select.select([pidfd], [], [], HANG_SECONDS)[0]
        os.close(pidfd)
        assert ended, "the sandbox does not end"
        self._ended = True
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def written(self) -> tuple[dict[str, bytes], int]:
        """What the tar has, and how many files were left out; after `wait`."""
        self.tar.seek(0)
        with tarfile.open(fileobj=self.tar) as archive:
            files = {entry.name: archive.extractfile(entry).read() for entry in archive}
            return files, int(archive.pax_headers.get("ground_up_left_out", 0))

    def _end(self) -> None:
        if not self._ended:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)


def run(
    function: Callable[[], Any], contents: Mapping[str, bytes] | None = None, **rules: Any
) -> Outcome:
    """Call a function in a sandbox and wait for its end; `rules` are fields of its policy."""
    with Sandbox(function, contents, **rules) as box:
        value, code = box.value(), box.wait()
        return Outcome(value, code, *box.written())


def error_of(function: Callable[..., Any], *arguments: Any) -> str:
    """The name of the exception that a call raises; empty if it raises none."""
    try:
        function(*arguments)
    except Exception as error:
        return type(error).__name__
    return ""
