"""Class runs under a fault: what an instructor sees then, and that a plain rerun heals it."""

import contextlib
import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from grading_course import answered, hand_in, make_course
from made_up_grader import hand_in_class, made_up, outcome

from autograde.cli import main
from autograde.commands import grade as grade_command

STUDENTS = 2


@dataclass(frozen=True)
class Said:
    """The exit code of `course grade` and what it printed."""

    code: int
    text: str


def make_fresh(folder: Path) -> Path:
    """A small class that is not yet graded."""
    course = make_course(folder, checks="")
    hand_in_class(course, STUDENTS)
    return course


def make_graded(folder: Path) -> Path:
    """The same, graded; then one has handed in anew, and somebody for the first time."""
    course = make_fresh(folder)
    grade(course)
    first = answered(course, answers={"double": "def double(x):\n    return 1"})
    hand_in(course, "student00", first, files={"timestamp.txt": b"2025-01-07 10:00:00 UTC"})
    hand_in(course, "newcomer")
    return course


def grade(course: Path, grader: Callable = made_up) -> Said:
    """`course grade ps1` with a grader that runs nothing, in this process."""
    out, instead = io.StringIO(), lambda _: contextlib.nullcontext(grader)
    with (
        mock.patch.object(grade_command, "_grader", instead),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
    ):
        code = main(["grade", "ps1", "--course-dir", str(course)])
    return Said(code, out.getvalue())


def copy(course: Path, folder: Path) -> Path:
    """A fresh copy of a course directory at `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(course, folder))


def undisturbed_outcome(course: Path, folder: Path) -> tuple[dict, dict]:
    """What an undisturbed run on a copy leaves behind."""
    there = copy(course, folder)
    assert grade(there).code == 0
    return outcome(there)


def assert_healed(course: Path, expected: tuple[dict, dict]) -> None:
    """A plain rerun ends where an undisturbed run does, and the next has nothing to do."""
    said = grade(course)
    assert said.code == 0, said.text
    assert outcome(course) == expected
    assert "0 graded" in grade(course).text
    assert not list(course.rglob("*.unfinished"))
