"""Clocks jump, memory runs out, processes die: nobody gets a zero for it."""

import os
import random
import resource
import sys
import time
from pathlib import Path

import pytest
from breaking import in_child
from disturbed import assert_healed, copy, grade, make_graded, undisturbed_outcome
from grading_course import hand_in, make_course
from made_up_grader import outcome

from autograde.grading.classroom import prepare_class
from autograde.grading.grade import grade_submission
from autograde.grading.report import SubmissionReport
from autograde.grading.submission import read_submission
from autograde.kernels.launch import ADDRESS_VARIABLE, Template

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs fork and Linux's templates")

DAY = 86400.0  # seconds
ROOM = (0, 2**18, 2**20, 2**22, 2**24, 2**26)  # bytes


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
