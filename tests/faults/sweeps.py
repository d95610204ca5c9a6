"""Sweeps: the same class run again and again, with a fault one moment later each time.

After each run every sweep asserts that what went wrong was told, and that a plain rerun ends where
an undisturbed run does. `step` is how many moments lie between two runs; at 1 none is left out.
"""

import itertools
import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from breaking import (
    Fault,
    Trap,
    disk_full,
    in_child,
    kill,
    leave_room,
    mount_small_disk,
    no_fault,
    unreadable,
)
from disturbed import Said, assert_healed, copy, grade, undisturbed_outcome
from made_up_grader import outcome

_JUMPS = 56  # runs with a clock that jumps
_DAY = 86400.0  # seconds


@dataclass(frozen=True)
class Tally:
    """How many runs a fault struck, and in how many of them something failed."""

    runs: int
    failed: int


def full_disk_once(course: Path, folder: Path, step: int) -> Tally:
    """The disk is full at one change of a file."""
    return in_child(_sweep, course, folder, step, disk_full)


def full_disk_for_good(course: Path, folder: Path, step: int) -> Tally:
    """The disk is full at some change of a file, and stays so."""
    return in_child(lambda: _sweep(course, folder, step, disk_full, lasting=True))


def unreadable_submission(course: Path, folder: Path, step: int) -> Tally:
    """A file or a folder of a submission may not be read."""
    return in_child(lambda: _sweep(course, folder, step, unreadable, looks=True))


def vanishing_submission(course: Path, folder: Path, step: int) -> Tally:
    """A submission goes while it is read, and is back for the rerun."""
    submission, elsewhere = folder / "disturbed/submitted/student00", folder / "elsewhere"

    def vanish() -> None:
        if submission.exists():
            submission.rename(elsewhere)

    def come_back() -> None:
        shutil.rmtree(submission, ignore_errors=True)
        elsewhere.rename(submission)

    return in_child(lambda: _sweep(course, folder, step, vanish, looks=True, mend=come_back))


def small_disk(course: Path, folder: Path, step: int) -> Tally:
    """A disk of its own on which ever more pages are free: every write of every program fails."""
    return in_child(_fill_disk, course, folder, step)


def killed_coordinator(course: Path, folder: Path, step: int) -> Tally:
    """`kill -9` before some change of a file."""
    expected, there = undisturbed_outcome(course, folder / "undisturbed"), folder / "disturbed"

    def disturb(nth: int) -> bool:
        with Trap(there).set(nth, kill):
            return grade(there).code == 0

    for runs, nth in enumerate(itertools.count(1, step)):
        copy(course, there)
        if in_child(disturb, nth):  # there are fewer changes
            return Tally(runs, runs)
        assert_healed(there, expected)
    raise AssertionError("not reached")


def jumping_clock(course: Path, folder: Path, step: int) -> Tally:
    """The clock is set up to a thousand days back or forth whenever somebody looks at it."""
    return in_child(_jump, course, folder, step)


SWEEPS: tuple[Callable[[Path, Path, int], Tally], ...] = (
    full_disk_once,
    full_disk_for_good,
    small_disk,
    unreadable_submission,
    vanishing_submission,
    killed_coordinator,
    jumping_clock,
)


def _sweep(
    course: Path,
    folder: Path,
    step: int,
    fault: Fault,
    *,
    looks: bool = False,
    lasting: bool = False,
    mend: Fault = no_fault,
) -> Tally:
    """Have a fault strike at ever later changes of files, or looks at submissions."""
    expected, there = undisturbed_outcome(course, folder / "undisturbed"), folder / "disturbed"
    trap = Trap(there / "submitted", looks=True) if looks else Trap(there)
    failed = 0
    for runs, nth in enumerate(itertools.count(1, step)):
        copy(course, there)
        with trap.set(nth, fault, lasting):
            said = grade(there)
        if trap.count < nth:
            return Tally(runs, failed)
        assert_told(said)
        mend()
        assert_healed(there, expected)
        failed += said.code
    raise AssertionError("not reached")


def _fill_disk(course: Path, folder: Path, step: int) -> Tally:
    expected, disk = undisturbed_outcome(course, folder / "undisturbed"), folder / "disk"
    disk.mkdir(exist_ok=True)
    mount_small_disk(disk)
    for runs, pages in enumerate(itertools.count(0, step)):
        there = copy(course, disk / "tiny")
        leave_room(disk, pages)
        said = grade(there)
        leave_room(disk, None)
        assert_told(said)
        if said.code == 0:
            assert outcome(there) == expected
            return Tally(runs, runs)
        assert_healed(there, expected)
    raise AssertionError("not reached")


def _jump(course: Path, folder: Path, step: int) -> Tally:
    expected, there = undisturbed_outcome(course, folder / "undisturbed"), folder / "disturbed"
    seeds = range(0, _JUMPS, step)
    for seed in seeds:
        copy(course, there)
        with mock.patch.object(time, "time", _clock_astray(seed)):
            said = grade(there)
        assert said.code == 0, said.text
        assert outcome(there) == expected
        assert_healed(there, expected)
    return Tally(len(seeds), 0)


def _clock_astray(seed: int) -> Callable[[], float]:
    now, jumps = time.time, random.Random(seed)
    return lambda: now() + jumps.uniform(-1000, 1000) * _DAY


def assert_told(said: Said) -> None:
    """What went wrong was told in words with a way out, and nobody got a zero for it."""
    if said.code:
        assert "again" in said.text.splitlines()[-1], said.text
    assert "not a folder" not in said.text, "a folder that went is no submission of nothing"
