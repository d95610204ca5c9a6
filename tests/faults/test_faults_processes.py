"""Clocks jump, memory runs out, processes die: nobody gets a zero for it."""

import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from breaking import can_mount, in_child, leave_room, mount_small_disk
from disturbed import assert_healed, copy, grade, make_fresh, make_graded, undisturbed_outcome
from grading_course import answered, cell_of, hand_in, make_course
from made_up_grader import made_up, outcome

from autograde.classroom import workers, writer
from autograde.classroom.class_run import prepare_class
from autograde.grading.grade import grade_submission
from autograde.grading.key import AssignmentKey
from autograde.grading.report import CellReport, NotebookReport, SubmissionReport
from autograde.grading.submission import read_submission
from autograde.kernels.launch import ADDRESS_VARIABLE, Template
from course_lib.errors import CourseError

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="needs fork and Linux's templates"),
]

DAY = 86400.0  # seconds
ROOM = (0, 2**18, 2**20, 2**22, 2**24, 2**26)  # bytes
PAGES = (1, 4, 16, 64, 256)  # of 4096 bytes


def test_a_clock_that_jumps_changes_nothing(tmp_path, monkeypatch):
    course = make_graded(tmp_path / "tiny")
    expected = undisturbed_outcome(course, tmp_path / "undisturbed")
    now, rng = time.time, random.Random(0)
    for _ in range(3):
        with monkeypatch.context() as patch:
            patch.setattr(time, "time", lambda: now() + rng.uniform(-1000, 1000) * DAY)
            there = copy(course, tmp_path / "disturbed")
            assert grade(there).code == 0
        assert outcome(there) == expected
        assert_healed(there, expected)


def test_what_a_kill_cost_is_not_written_by_the_rerun(tmp_path, monkeypatch):
    """The kernel was killed from outside, and the coordinator before it could write."""
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
        patch.setattr(writer, "save_grades", die)
        assert grade(course, unlucky).code == 1
    assert_healed(course, expected)


@pytest.mark.parametrize("deaths", [2, 3])
def test_what_workers_are_forked_from_may_die(monkeypatch, deaths):
    left = iter(range(deaths))

    class Worker:
        def __init__(self, *_: object) -> None:
            if next(left, None) is not None:
                raise EOFError("unexpected EOF")

    monkeypatch.setattr(workers, "_Worker", Worker)
    pool = workers._Pool(None, None, "")
    if deaths < 3:
        assert isinstance(pool._new_worker(), Worker)
    else:
        with pytest.raises(CourseError, match="no process can be started"):
            pool._new_worker()


def test_out_of_memory_in_a_worker_is_an_error_and_no_zero(tmp_path):
    course = make_course(tmp_path / "tiny")
    hand_in(course, "alice")
    class_run = prepare_class(course, "ps1")
    names = [notebook.name for notebook in class_run.key.notebooks]
    submission = read_submission(course / "submitted/alice/ps1", "alice", names)

    def report_with(room: int | None) -> SubmissionReport:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        if room is not None:
            pages = int(Path("/proc/self/statm").read_text().split()[0])
            limit = pages * resource.getpagesize() + room
            resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
        try:
            return grade_submission(class_run.key, submission, class_run.limits).report
        finally:
            resource.setrlimit(resource.RLIMIT_AS, (hard, hard))

    def with_ever_more_room() -> list[str]:
        with Template.start() as template:
            os.environ[ADDRESS_VARIABLE] = template.address
            expected = report_with(None)
            assert expected.score == 10
            reports = [report_with(room) for room in ROOM]
        for report in reports:
            assert report.status == "error" or report.cells == expected.cells
        return [report.status for report in reports]

    assert in_child(with_ever_more_room)[0] == "error"


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
