"""A Dask scheduler and its workers, each a process of its own, for the tests of the grader."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from distributed import Client
from grading_course import CHECKS

from autograde.commands.worker import command

PATIENCE = 300  # seconds; for what takes a few on a machine with nothing else to do

# Of whoever answers -1, the check waits, in its worker's process, until the test lets it go on:
# by then the test knows the process.
HOLD = """
    if evidence.number("y") == -1:
        import os, pathlib, time

        folder = pathlib.Path({folder!r})
        (folder / "new").write_text(str(os.getpid()))
        (folder / "new").rename(folder / "held")
        while not (folder / "go").exists():
            time.sleep(0.05)
"""
# Of whoever answers -1, the check takes its own process down.
DIE = """
    if evidence.number("y") == -1:
        import os

        os.kill(os.getpid(), 9)
"""
MINUS_ONE = {"double": "def double(x):\n    return 6 if x == 3 else -1"}


def checks_that(do: str) -> str:
    """The sealed checks of the tiny course, where the one of `double` does something more."""
    probe = '    evidence = student.probe("y = double(x)", x=x)\n'
    return CHECKS.replace(probe, probe + do)


class Cluster:
    """A scheduler on a port of the system's choice, with what workers need on disk in `folder`.

    A submission may kill two workers before dask gives it up.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._processes: list[subprocess.Popen] = []
        address = folder / "scheduler.json"
        listen = ["--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0"]
        self.scheduler = self.start(
            [
                sys.executable,
                "-P",
                "-m",
                "dask",
                "scheduler",
                *listen,
                "--scheduler-file",
                str(address),
            ]
        )
        wait_until(lambda: _is_json(address), "the scheduler to start")
        self.address = json.loads(address.read_text())["address"]
        self.client = Client(self.address, set_as_default=False)

    def start(self, arguments: list[str], **environment: str) -> subprocess.Popen:
        """Start a process of the cluster; its output goes to a file."""
        log = (self.folder / f"{len(self._processes)}.log").open("w")
        settings = {
            "DASK_TEMPORARY_DIRECTORY": str(self.folder),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        }
        process = subprocess.Popen(
            arguments, env={**os.environ, **settings, **environment}, stdout=log, stderr=log
        )
        self._processes.append(process)
        return process

    def add_worker(self, *options: str, **environment: str) -> subprocess.Popen:
        """Start a worker as `course worker` does, with further options of `dask worker`, and
        wait for it."""
        expected = len(self.client.nthreads()) + 1
        worker = self.start([*command(self.address, jobs=1), *options], **environment)
        self.wait_for_workers(expected)
        return worker

    def wait_for_workers(self, count: int) -> None:
        wait_until(lambda: len(self.client.nthreads()) == count, f"{count} workers")

    def unpacked(self) -> list[Path]:
        """The sealed checks that lie on the workers' disks."""
        return list(self.folder.glob("dask-scratch-space/**/checks.py"))

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *exception: object) -> None:
        self.client.close()
        for process in reversed(self._processes):  # the scheduler last
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def wait_until(happened: Callable[[], object], what: str) -> None:
    """Wait for something; fails the test if it does not happen."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, f"waited {PATIENCE} s for {what}"
        time.sleep(0.05)


def _is_json(path: Path) -> bool:
    try:
        return bool(json.loads(path.read_text()))
    except (OSError, ValueError):
        return False
