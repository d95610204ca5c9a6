"""`course grade` with real kernels, whose processes are killed at random while it runs."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from disturbed import copy
from grading_course import answered, cell_of, hand_in, make_course
from made_up_grader import outcome

STUDENTS = 6
PATIENCE = 300.0  # seconds until a run counts as stuck; an undisturbed one takes some 10
_PAUSE = 2.0  # seconds at most from one kill of a run to the next
_END_SECONDS = 30.0  # for what a killed coordinator leaves to end
# A notebook that takes a while, and leaves a file behind.
_MORE = """
import time
open("own.txt", "w").write("written by the notebook" * 10000)
time.sleep(1.5)"""
_WRONG = "def double(x):\n    return x * x"


@dataclass
class Campaign:
    """What came of it: kills by victim, runs that were struck, and losses, each in words."""

    kills: Counter[str] = field(default_factory=Counter)
    runs: int = 0
    failed: int = 0
    losses: list[str] = field(default_factory=list)


def make_class(folder: Path) -> Path:
    """A class with right and wrong answers and files that notebooks write, not yet graded."""
    course = make_course(folder)
    for number in range(STUDENTS):
        notebook = answered(course, answers={"double": _WRONG} if number % 2 else None)
        cell_of(notebook, "parts").source += _MORE
        hand_in(course, f"student{number}", notebook)
    return course


def kill_at_random(course: Path, folder: Path, kills: int, seed: int = 0) -> Iterator[Campaign]:
    """Kill so many processes; yield what came of it after each run and its plain rerun.

    The graded `course` has the secret that makes grades repeatable.
    """
    rng, campaign = random.Random(seed), Campaign()
    fresh = copy(course, folder / "fresh")
    start = time.monotonic()
    with _Run(course) as run:
        run.wait()
    usual = time.monotonic() - start
    assert run.process.returncode == 0, run.said()
    expected = outcome(course)
    (fresh / ".grading").mkdir()
    (fresh / ".grading" / "secret").write_bytes((course / ".grading" / "secret").read_bytes())
    while campaign.kills.total() < kills:
        there = copy(fresh, folder / "disturbed")
        pause = rng.uniform(0, usual)
        struck = _disturbed(there, rng, campaign, kills, pause)
        with _Run(there) as rerun:
            rerun.wait()
        for loss in (*struck, *_losses(rerun, "the rerun")):
            campaign.losses.append(f"run {campaign.runs}: {loss}")
        if outcome(there) != expected:
            campaign.losses.append(f"run {campaign.runs}: another outcome, see {there}")
            copy(there, folder / f"lost-{campaign.runs}")
        yield campaign


def _disturbed(
    course: Path, rng: random.Random, campaign: Campaign, kills: int, pause: float
) -> list[str]:
    """Kill processes of a run until it ends, the first after a pause; return what must not be."""
    campaign.runs += 1
    with _Run(course) as run:
        while campaign.kills.total() < kills and run.goes_on(pause):
            pause = rng.uniform(0, _PAUSE)
            victims = run.processes()
            kind = rng.choice([kind for kind in sorted(victims) for _ in victims[kind]])
            with contextlib.suppress(psutil.Error):
                rng.choice(victims[kind]).kill()
                campaign.kills[kind] += 1
        run.wait()
        campaign.failed += run.process.returncode != 0
        return _losses(run, "the run")


def _losses(run: "_Run", name: str) -> list[str]:
    losses = []
    if run.is_stuck:
        losses.append(f"{name} was stuck")
    elif left := run.left_over():
        losses.append(f"{name} left {left} behind")
    # What the orphans of a killed coordinator say, nobody reads.
    if "Traceback" in run.said() and run.process.returncode != -signal.SIGKILL:
        losses.append(f"{name} ended in a traceback: {run.said()[-500:]}")
    return losses


class _Run:
    """A `course grade` under way, with all its processes."""

    def __init__(self, course: Path) -> None:
        command = ["autograde", "grade", "ps1", "--course-dir", str(course), "--jobs", "2"]
        self._output = course / "output.txt"
        with self._output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command],
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, "OMP_WAIT_POLICY": "PASSIVE"},
            )
        self._seen: set[psutil.Process] = set()
        self.is_stuck = False

    def __enter__(self) -> "_Run":
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
