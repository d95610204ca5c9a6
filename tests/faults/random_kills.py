"""`course grade` with real kernels, whose processes are killed at random while it runs."""

import contextlib
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from disturbed import copy
from grading_course import answered, cell_of, hand_in, make_course
from made_up_grader import outcome
from running import Run

STUDENTS = 6
_JOBS = ("--jobs", "2")
_PAUSE = 2.0  # seconds at most from one kill of a run to the next
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


@dataclass(frozen=True)
class Class:
    """A class that is not yet graded, with the secret that makes grades repeatable, how it is
    graded undisturbed, and how many seconds that takes."""

    fresh: Path
    expected: tuple[dict, dict]
    seconds: float


def make_class(folder: Path) -> Class:
    """A class with right and wrong answers and files that notebooks write."""
    course = make_course(folder / "course")
    for number in range(STUDENTS):
        notebook = answered(course, answers={"double": _WRONG} if number % 2 else None)
        cell_of(notebook, "parts").source += _MORE
        hand_in(course, f"student{number}", notebook)
    fresh = copy(course, folder / "fresh")
    start = time.monotonic()
    with Run(course, *_JOBS) as run:
        run.wait()
    seconds = time.monotonic() - start
    assert run.process.returncode == 0, run.said()
    (fresh / ".grading").mkdir()
    (fresh / ".grading" / "secret").write_bytes((course / ".grading" / "secret").read_bytes())
    return Class(fresh, outcome(course), seconds)


def kill_at_random(made: Class, folder: Path, kills: int, seed: int = 0) -> Iterator[Campaign]:
    """Kill so many processes; yield what came of it after each run and its plain rerun."""
    rng, campaign = random.Random(seed), Campaign()
    while campaign.kills.total() < kills:
        campaign.runs += 1
        course = copy(made.fresh, folder / "disturbed")
        with Run(course, *_JOBS) as run:
            pause = rng.uniform(0, made.seconds)
            while campaign.kills.total() < kills and run.goes_on(pause):
                pause = rng.uniform(0, _PAUSE)
                if victim := _kill_one(run, rng):
                    campaign.kills[victim] += 1
            run.wait()
        record(campaign, run, course, made)
        yield campaign


def record(campaign: Campaign, run: Run, course: Path, made: Class) -> None:
    """Rerun without a fault, and take down what came of that and of the struck run."""
    campaign.failed += run.process.returncode != 0
    with Run(course, *_JOBS) as rerun:
        rerun.wait()
    losses = [*run.losses("the run"), *rerun.losses("the rerun")]
    if different := _differences(outcome(course), made.expected):
        said = f"the run said\n{run.said()}\nand the rerun\n{rerun.said()}"
        losses.append(f"another outcome: {'; '.join(different)}\n{said}")
    campaign.losses += [f"run {campaign.runs}: {loss}" for loss in losses]


def _kill_one(run: Run, rng: random.Random) -> str:
    """Kill a process of a run; returns what it was, or nothing where it had ended."""
    victims = run.processes()
    kind = rng.choice([kind for kind in sorted(victims) for _ in victims[kind]])
    with contextlib.suppress(psutil.Error):
        rng.choice(victims[kind]).kill()
        return kind
    return ""


def _differences(found: tuple[dict, dict], expected: tuple[dict, dict]) -> list[str]:
    """What is different, in a few words each."""
    return [
        f"{key}: {there.get(key, 'nothing')!s:.80}, not {wanted.get(key, 'nothing')!s:.80}"
        for there, wanted in zip(found, expected, strict=True)
        for key in sorted({*there, *wanted}, key=str)
        if key not in there or key not in wanted or there[key] != wanted[key]
    ]
