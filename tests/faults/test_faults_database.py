"""The gradebook is locked, gone, broken or read-only: nobody gets a zero, and a rerun heals it."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from breaking import can_mount, enter_own_mounts, in_child
from disturbed import Said, assert_healed, copy, grade, make_graded, undisturbed_outcome
from made_up_grader import made_up, outcome

from autograde.sandbox import linux

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="needs fork and Linux's mounts"),
]


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """A class whose grader does not wait long for a database."""
    course = make_graded(tmp_path_factory.mktemp("class") / "tiny")
    with (course / "nbgrader_config.py").open("a") as config:
        config.write('c.CourseDirectory.db_url = "sqlite:///gradebook.db?timeout=0.05"\n')
    return course


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Somebody else writes, for longer than the grader waits."""
    lock = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    lock.execute("BEGIN EXCLUSIVE")
    yield
    lock.close()


@contextmanager
def gone(database: Path) -> Iterator[None]:
    elsewhere = database.with_name("elsewhere.db")
    database.rename(elsewhere)
    yield
    database.unlink(missing_ok=True)
    elsewhere.rename(database)


@contextmanager
def without_room_for_a_journal(database: Path) -> Iterator[None]:
    """Nothing can be written, because what must be written first cannot."""
    journal = database.with_name("gradebook.db-journal")
    journal.mkdir()
    yield
    journal.rmdir()


@contextmanager
def read_only(database: Path) -> Iterator[None]:
    """Read-only for whoever opens it from now on."""
    enter_own_mounts()
    linux.mount(str(database), str(database), flags=linux.BIND)
    linux.mount(None, str(database), flags=linux.REMOUNT | linux.BIND | linux.READ_ONLY)
    yield
    linux.detach(str(database))


FAULTS: dict[str, Callable] = {
    "locked": locked,
    "gone": gone,
    "without a journal": without_room_for_a_journal,
    "read-only": read_only,
}


def from_the_start(course: Path, fault: Callable) -> Said:
    with fault(course / "gradebook.db"):
        return grade(course)


def while_grading(course: Path, fault: Callable) -> Said:
    """The fault comes when the plan is made and nothing yet written."""
    trouble = fault(course / "gradebook.db")

    def grader(*arguments: object) -> Iterator:
        trouble.__enter__()
        yield from made_up(*arguments)

    try:
        return grade(course, grader)
    finally:
        trouble.__exit__(None, None, None)


@pytest.mark.parametrize("begin", [from_the_start, while_grading])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_gradebook_that_cannot_be_used_costs_nothing(course, tmp_path, fault, begin):
    if fault == "read-only" and not can_mount():
        pytest.skip("this user may not mount")

    def disturb() -> Said:
        there = copy(course, tmp_path / "disturbed")
        before = outcome(there)
        said = begin(there, FAULTS[fault])
        if said.code:
            assert outcome(there) == before
            assert "run the command again" in said.text or said.text.startswith("course grade: ")
        assert_healed(there, undisturbed_outcome(course, tmp_path / "undisturbed"))
        return said

    said = in_child(disturb)
    if (fault, begin) == ("read-only", while_grading):
        return  # whoever has it open may go on writing
    assert said.code == 1, said.text
