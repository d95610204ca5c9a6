"""Memory runs out, disks are full, processes die: nobody gets a zero for it."""

import os
import resource
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from breaking import can_mount, in_child, leave_room, mount_small_disk
from disturbed import assert_healed, grade, make_fresh, undisturbed_outcome
from grading_course import CHECKS, answered, cell_of, hand_in, make_course
from made_up_grader import made_up

from autograde.classroom import workers, writer
from autograde.classroom.class_run import prepare_class
from autograde.grading.grade import grade_submission
from autograde.grading.key import AssignmentKey
from autograde.grading.report import CellReport, NotebookReport
from autograde.grading.submission import read_submission
from autograde.kernels.launch import ADDRESS_VARIABLE, Template
from course_lib.errors import CourseError

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="needs fork and Linux's templates"),
]

# A check that needs 64 MB, which no memory that is free already can hold.
GREEDY = {
    "Python": "bytes(2**26)",
    "NumPy": "__import__('numpy').ones(2**23)",
    "torch": "__import__('torch').ones(2**24)",
}
ROOM = (0, 2**20, 2**23, 2**25)  # bytes
PAGES = (1, 4, 16, 64, 256)  # of 4096 bytes


@pytest.mark.parametrize("last", ["save_grades", "write_autograded"])
def test_what_a_kill_cost_is_not_written_by_the_rerun(tmp_path, monkeypatch, last):
    """The kernel was killed from outside, and the coordinator before it could write all."""
    course = make_fresh(tmp_path / "tiny")
    expected = undisturbed_outcome(course, tmp_path / "undisturbed")

    def unlucky(key: AssignmentKey, *arguments: object) -> Iterator:
        for submission, graded in made_up(key, *arguments):
            reports = tuple(
                NotebookReport(
                    each.name,
                    tuple(
                        CellReport(c.grade_id, 0.0, c.points, "killed") for c in each.graded_cells
                    ),
                )
                for each in key.notebooks
            )
            yield submission, replace(graded, report=replace(graded.report, notebooks=reports))

    def die(*_: object) -> None:
        raise OSError("killed here")

    with monkeypatch.context() as patch:
        patch.setattr(writer, last, die)
        assert grade(course, unlucky).code == 1
    assert_healed(course, expected)


def test_a_lock_that_cannot_be_had_any_more_is_told(tmp_path):
    """The disk let it be made when the run was prepared."""
    course = make_fresh(tmp_path / "tiny")
    class_run = prepare_class(course, "ps1", grade_all=made_up)
    lock = course / ".grading" / "lock"
    lock.unlink()
    lock.mkdir()
    with pytest.raises(CourseError, match=r"cannot be used .* try again"):
        list(class_run.grade())


@pytest.mark.parametrize("deaths", [2, 3])
def test_what_workers_are_forked_from_may_die(monkeypatch, deaths):
    left = iter(range(deaths))

    class Worker:
        def __init__(self, *_: object) -> None:
            if next(left, None) is not None:
                raise EOFError("unexpected EOF")

    monkeypatch.setattr(workers, "_Worker", Worker)
    monkeypatch.setattr(workers, "can_fork", lambda: False)
    pool = workers._Pool(None, None, "", None)
    if deaths < 3:
        assert isinstance(pool._new_worker(), Worker)
    else:
        with pytest.raises(CourseError, match="no process can be started"):
            pool._new_worker()


@pytest.mark.parametrize("library", GREEDY)
def test_out_of_memory_in_a_worker_is_an_error_and_no_zero(tmp_path, monkeypatch, library):
    probe = '    evidence = student.probe("y = double(x)", x=x)\n'
    checks = CHECKS.replace(probe, f"{probe}    {GREEDY[library]}\n")
    course = make_course(tmp_path / "tiny", checks=checks)
    hand_in(course, "alice")
    class_run = prepare_class(course, "ps1")
    names = [notebook.name for notebook in class_run.key.notebooks]
    submission = read_submission(course / "submitted/alice/ps1", "alice", names)

    def grade_with(room: int) -> str:
        """As a worker that has graded before, and gets no more memory than this."""
        assert grade_submission(class_run.key, submission, class_run.limits).report.score == 10
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + room, hard))
        try:
            return grade_submission(class_run.key, submission, class_run.limits).report.status
        finally:
            resource.setrlimit(resource.RLIMIT_AS, (hard, hard))

    with Template.start() as template:
        monkeypatch.setenv(ADDRESS_VARIABLE, template.address)
        statuses = [in_child(grade_with, room) for room in ROOM]
    assert set(statuses) <= {"error", None}, "a worker that dies is an error, too"
    assert statuses[-1] == "error"


@pytest.mark.skipif(not can_mount(), reason="this user may not mount a small disk")
def test_a_full_disk_of_a_worker_is_an_error_and_no_zero(tmp_path):
    """The second notebook needs what the first one wrote."""
    course, disk = make_course(tmp_path / "tiny"), tmp_path / "disk"
    first, second = answered(course), answered(course, "ps2")
    cell_of(first, "parts").source += "\nopen('own.txt', 'w').write('x' * 200_000)"
    cell_of(second, "zero").source += "\nassert len(open('own.txt').read()) == 200_000"
    submission = read_submission(hand_in(course, "alice", first, second), "alice", ["ps1", "ps2"])
    class_run = prepare_class(course, "ps1")
    disk.mkdir()

    def with_ever_more_room() -> None:
        mount_small_disk(disk)
        with Template.start() as template:
            os.environ[ADDRESS_VARIABLE], tempfile.tempdir = template.address, str(disk)
            for pages in PAGES:
                leave_room(disk, pages)
                graded = grade_submission(class_run.key, submission, class_run.limits)
                leave_room(disk, None)
                if graded.report.status != "error":
                    assert graded.report.score == 10
                    assert len(graded.written["own.txt"]) == 200_000
        assert graded.report.status == "graded"

    in_child(with_ever_more_room)
