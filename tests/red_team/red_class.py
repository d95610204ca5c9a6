"""A class with attackers in it, graded beside honest neighbours by `course grade`."""

import functools
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import surroundings
from attack import all_attacks
from grading_course import answered, hand_in, make_course, submissions

# Every test that a machine grades has a sealed check: what else decides points in the student's
# own process, that process decides.
CHECKS = '''
"""Sealed checks of ps1: every input is drawn."""

import torch

from autograde.sealed import Verdict, sealed


def whole_numbers(student, count):
    return torch.randint(-1000, 1000, (count,), generator=student.rng).tolist()


@sealed("test_double")
def doubles(student):
    xs = whole_numbers(student, 3)
    ys = student.probe("ys = [double(x) for x in xs]", xs=xs).sequence("ys", 3)
    right = ys == [2 * x for x in xs]
    return Verdict.right() if right else Verdict.wrong(f"double of {xs} is {ys}.")


@sealed("test_mean")
def averages(student):
    values = sorted(whole_numbers(student, 5))
    y = student.probe("y = mean(values)", values=values).number("y")
    if y == values[2] != sum(values) / 5:
        return Verdict.partial(0.5, "This is the median.")
    right = abs(y - sum(values) / 5) < 1e-6
    return Verdict.right() if right else Verdict.wrong(f"The mean of {values} is not {y:g}.")


@sealed("test_sign")
def signs(student):
    xs = [*whole_numbers(student, 8), 0]
    ys = student.probe("ys = [sign(x) for x in xs]", xs=xs).sequence("ys", 9)
    right = ys == [(x > 0) - (x < 0) for x in xs]
    return Verdict.right() if right else Verdict.wrong("Not these signs.")


@sealed("test_parts")
def has_parts(student):
    found = student.probe("one, two = first, second")
    right = (found.number("one") == 1) + (found.number("two") == 2)
    hint = "first is 1 and second is 2."
    return Verdict.right() if right == 2 else Verdict.partial(right / 2, hint)


@sealed("test_zero")
def vanishes(student):
    xs = whole_numbers(student, 3)
    ys = student.probe("ys = [zero(x) for x in xs]", xs=xs).sequence("ys", 3)
    return Verdict.right() if ys == [0, 0, 0] else Verdict.wrong("Not zero.")
'''
# Of the instructor's environment; attacks of the stealing family look for it.
SECRET = {"RED_TEAM_SECRET": "red-team-secret"}
CELL_SECONDS = 10
HANG_SECONDS = 3600  # nothing here takes nearly as long
NEIGHBOURS = ("abel", "zoe")  # first and last in the alphabet
_WRITTEN_BY_GRADING = ("autograded", ".grading", "gradebook.db", "result.json")


@dataclass(frozen=True)
class RedClass:
    """What a run with attackers came to, beside one without them.

    `entries` are those of result.json by student, `rows` the database's; `alone` is the run of
    the neighbours alone. `changed` are files that are not as they were, `left` processes.
    """

    returncode: int
    printed: str
    entries: dict[str, dict[str, Any]]
    alone: dict[str, dict[str, Any]]
    rows: set[tuple[str, str]] = field(repr=False)
    rows_before: set[tuple[str, str]] = field(repr=False)
    changed: list[str]
    left: list[str]
    course: Path

    @property
    def neighbours(self) -> dict[str, dict[str, Any]]:
        return {student: self.entries[student] for student in self.alone}


@functools.cache
def graded(family: str) -> RedClass:
    """Grade all attacks of a family together."""
    # A short path of its own, which an ordinary user's /tmp gives too.
    base = Path(tempfile.mkdtemp(prefix="red-"))
    try:
        return _grade(family, base)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _grade(family: str, base: Path) -> RedClass:
    course = make_course(base / "tiny", checks=CHECKS)
    environment = {**os.environ, **SECRET}
    for name, variable in (("home", "HOME"), ("tmp", "TMPDIR")):
        (base / name).mkdir()
        environment[variable] = str(base / name)
    (base / "home" / ".jupyter").mkdir()
    (base / "home" / ".jupyter" / "migrated").touch()  # Jupyter's own, and made when it likes
    hand_in(course, NEIGHBOURS[0])
    hand_in(course, NEIGHBOURS[1], answered(course, answers={"double": "def double(x): ..."}))
    done = _run(course, environment)
    assert done.returncode == 0, done.stdout + done.stderr
    alone = submissions(course)
    _grade_by_hand(course / "gradebook.db")
    for attack in all_attacks(family):
        attack.hand_in(course)
    rows, files = surroundings.rows(course / "gradebook.db"), _files(base)
    surroundings.adopt_orphans()
    processes = {each.pid for each in surroundings.descendants()}
    done = _run(course, environment)
    left, after = surroundings.processes_left(processes), _files(base)
    changed = [name for name in {**files, **after} if files.get(name) != after.get(name)]
    return RedClass(
        done.returncode,
        done.stdout + done.stderr,
        submissions(course),
        alone,
        surroundings.rows(course / "gradebook.db"),
        rows,
        changed + [str(path) for path in surroundings.left_behind()],
        left,
        course,
    )


def _run(course: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """`course grade ps1 --force`, two at a time."""
    command = [sys.executable, "-m", "autograde", "grade", "ps1", "--course-dir", str(course)]
    options = ["--force", "--jobs", "2", "--timeout", str(CELL_SECONDS)]
    result = ["--json", str(course / "result.json")]
    return subprocess.run(
        [*command, *options, *result],
        cwd=course.parent,
        env=environment,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=HANG_SECONDS,
    )


def _files(base: Path) -> dict[str, tuple[int, int, int]]:
    """The course's files, the home folder's and the temporary ones, without grading's own."""
    own = tuple(f"tiny/{name}" for name in _WRITTEN_BY_GRADING)
    return surroundings.files_below(base, leave_out=own)


def _grade_by_hand(database: Path) -> None:
    """Give the neighbours a person's points, which no other submission may touch."""
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE grade SET manual_score = 2.5 WHERE needs_manual_grade")
