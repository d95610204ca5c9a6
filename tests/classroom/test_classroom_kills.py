"""`kill -9` of the coordinator at any instant: a plain rerun ends where an undisturbed run ends."""

import multiprocessing
import os
import pathlib
import shutil
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from grading_course import answered, hand_in, make_course
from made_up_grader import hand_in_class, made_up, outcome, run
from sqlalchemy.orm import Session

from autograde.classroom import writer
from autograde.classroom.cache import Cache

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

STUDENTS = 6
# The instant of death: before or after the nth call of a function.
INSTANTS = {
    "before a result is kept": (Cache, "keep", "before", 3),
    "with an unfinished entry": (pathlib.Path, "replace", "before", 3),
    "when some are kept": (Cache, "keep", "after", 3),
    "when all are kept": (Cache, "keep", "after", STUDENTS),
    "before a commit": (Session, "commit", "before", 2),
    "after a commit": (writer, "save_grades", "after", 1),
    "before a folder is in its place": (pathlib.Path, "rename", "before", 2),
    "after a folder is in its place": (pathlib.Path, "rename", "after", 2),
    "with an old folder moved away": (pathlib.Path, "rename", "after", 3),
    "after a folder is written": (writer, "write_autograded", "after", 2),
}


def dying(function: Callable, when: str, count: int) -> Callable:
    """The function, but that the nth call kills this process, before or after its work."""
    calls = iter(range(1, count + 1))

    def call(*arguments, **options):
        last = next(calls) == count
        if last and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = function(*arguments, **options)
        if last:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return call


def killed_run(course: Path, owner: object, name: str, when: str, count: int) -> None:
    """Grade the class in a process of its own, until it is killed."""

    def grade() -> None:
        setattr(owner, name, dying(getattr(owner, name), when, count))
        run(course)

    process = multiprocessing.get_context("fork").Process(target=grade)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> Path:
    """A course whose class is not yet graded."""
    course = make_course(tmp_path_factory.mktemp("class") / "fresh", checks="")
    hand_in_class(course, STUDENTS)
    return course


@pytest.fixture(scope="module")
def handed_in_again(fresh, tmp_path_factory) -> Path:
    """A course whose class is graded and has handed in anew."""
    course = Path(shutil.copytree(fresh, tmp_path_factory.mktemp("class") / "graded"))
    run(course)
    for number in range(STUDENTS):
        answers = {"double": f"def double(x):\n    return {number}"}
        files = {"timestamp.txt": b"2025-01-07 10:00:00 UTC"}
        hand_in(course, f"student{number:02}", answered(course, answers=answers), files=files)
    return course


@pytest.mark.parametrize("state", ["fresh", "handed_in_again"])
@pytest.mark.parametrize("instant", INSTANTS)
def test_a_rerun_ends_as_an_undisturbed_run_does(tmp_path, request, state, instant):
    start = request.getfixturevalue(state)
    undisturbed = Path(shutil.copytree(start, tmp_path / "undisturbed"))
    disturbed = Path(shutil.copytree(start, tmp_path / "disturbed"))
    expected = run(undisturbed)
    owner, name, when, count = INSTANTS[instant]
    killed_run(disturbed, owner, name, when, count)
    kept = len(list((disturbed / ".grading").rglob("*.zip"))) if state == "fresh" else 0
    reports = run(disturbed)
    assert outcome(disturbed) == outcome(undisturbed)
    assert {s: r.cells for s, r in reports.items()} == {s: r.cells for s, r in expected.items()}
    assert [report.status for report in reports.values()].count("graded") <= STUDENTS - kept
    assert {report.status for report in run(disturbed).values()} == {"cached"}
    assert not list(disturbed.rglob("*.unfinished"))


def test_what_was_kept_is_not_graded_again(fresh, tmp_path):
    course = Path(shutil.copytree(fresh, tmp_path / "tiny"))
    killed_run(course, Cache, "keep", "after", 4)
    statuses = [report.status for report in run(course).values()]
    assert (statuses.count("cached"), statuses.count("graded")) == (4, 2)


def test_a_gradebook_that_somebody_else_locks_costs_nothing(fresh, tmp_path):
    course = Path(shutil.copytree(fresh, tmp_path / "tiny"))
    undisturbed = Path(shutil.copytree(fresh, tmp_path / "undisturbed"))
    run(undisturbed)
    with (course / "nbgrader_config.py").open("a") as config:
        config.write('c.CourseDirectory.db_url = "sqlite:///gradebook.db?timeout=0.05"\n')
    lock = sqlite3.connect(course / "gradebook.db", isolation_level=None, check_same_thread=False)

    def locking(*arguments):
        lock.execute("BEGIN EXCLUSIVE")
        yield from made_up(*arguments)

    reports = run(course, grader=locking)
    lock.close()
    assert {report.status for report in reports.values()} == {"error"}
    assert "database is locked" in reports["student00"].flags[0]
    assert {report.status for report in run(course).values()} == {"cached"}
    assert outcome(course) == outcome(undisturbed)
