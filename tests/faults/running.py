"""`course grade` as a process, with whatever it starts."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

PATIENCE = 300.0  # seconds until a run counts as stuck; an undisturbed one takes some 10
_END_SECONDS = 30.0  # for what a killed coordinator leaves to end


class Run:
    """A `course grade` under way, with all its processes; a context manager that ends it."""

    def __init__(self, course: Path, *options: str) -> None:
        command = ["autograde", "grade", "ps1", "--course-dir", str(course), *options]
        self._output = course / f"output{len(list(course.glob('output*')))}.txt"
        with self._output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command],
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, "OMP_WAIT_POLICY": "PASSIVE"},
            )
        self._seen: set[psutil.Process] = set()
        self.is_stuck = False

    def __enter__(self) -> "Run":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def said(self) -> str:
        return self._output.read_text(errors="replace")

    def goes_on(self, seconds: float) -> bool:
        """Whether it still runs after some seconds."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        return self.process.poll() is None

    def wait(self) -> None:
        """Until it ends, or is stuck."""
        deadline = time.monotonic() + PATIENCE
        while self.goes_on(1.0) and not self.is_stuck:
            self.processes()
            self.is_stuck = time.monotonic() > deadline
        if self.is_stuck:
            self.process.send_signal(signal.SIGABRT)

    def processes(self) -> dict[str, list[psutil.Process]]:
        """Its processes by what they are."""
        kinds = {"coordinator": [psutil.Process(self.process.pid)]}
        with contextlib.suppress(psutil.Error):
            found = kinds["coordinator"][0].children(recursive=True)
            self._seen.update(found)
            for process in found:
                with contextlib.suppress(psutil.Error):
                    kinds.setdefault(_kind(process, self.process.pid), []).append(process)
        return kinds

    def losses(self, name: str) -> list[str]:
        """What must not be of a run that has ended, in words."""
        losses = []
        if self.is_stuck:
            losses.append(f"{name} was stuck")
        elif left := self.left_over():
            losses.append(f"{name} left {left} behind")
        # What the orphans of a killed coordinator say, nobody reads.
        if "Traceback" in self.said() and self.process.returncode != -signal.SIGKILL:
            losses.append(f"{name} ended in a traceback: {self.said()[-500:]}")
        return losses

    def left_over(self) -> int:
        """How many of its processes are still there some time after its end."""
        _, left = psutil.wait_procs(self._seen, timeout=_END_SECONDS)
        return len([process for process in left if process.status() != psutil.STATUS_ZOMBIE])


def _kind(process: psutil.Process, coordinator: int) -> str:
    """What a process below the coordinator is."""
    words, is_child = " ".join(process.cmdline()), process.ppid() == coordinator
    if "resource_tracker" in words:
        return "resource tracker"
    if "forkserver" in words:
        return "fork server" if is_child else "worker"
    if is_child:
        return "template"
    return "supervisor" if process.parent().ppid() == coordinator else "kernel"
