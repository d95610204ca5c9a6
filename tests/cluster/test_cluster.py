"""Grading on a Dask cluster: a scheduler and workers as separate processes."""

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

from dask_cluster import DIE, HOLD, MINUS_ONE, PATIENCE, Cluster, checks_that, wait_until
from grading_course import CHECKS, answered, hand_in, make_course
from nbgrader.api import Gradebook

from autograde.classroom.class_run import prepare_class
from autograde.classroom.workers import grade_in_processes
from autograde.cluster.grader import grade_on_cluster
from autograde.grading.report import SubmissionReport
from autograde.grading.submission import read_submission
from course_lib.errors import CourseError

MEDIAN = {"mean": "def mean(values):\n    return sorted(values)[1]"}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Two workers: one as `course worker` starts it, and a plain `dask worker` of two threads."""
    with Cluster(tmp_path_factory.mktemp("cluster")) as made:
        made.add_worker()
        made.add_worker("--nthreads", "2")
        yield made


def graded(course: Path, cluster: Cluster) -> Iterator[tuple[str, SubmissionReport]]:
    """Grade what is handed in on the cluster; yields each student with the report."""
    run = prepare_class(course, "ps1")
    submissions = (
        read_submission(course / "submitted" / student / "ps1", student, ["ps1", "ps2"])
        for student in run.students
    )
    grade = grade_on_cluster(cluster.address, patience=PATIENCE)
    for submission, result in grade(run.key, run.limits, submissions, run.jobs):
        assert result.report.student == submission.student
        yield submission.student, result.report


def course_with(folder: Path, checks: str = CHECKS, minus_one: str = "", right: str = "") -> Path:
    """A course with submissions: one that answers -1, if that is named, and right ones."""
    course = make_course(folder / "tiny", checks=checks)
    if minus_one:
        hand_in(course, minus_one, answered(course, answers=MINUS_ONE))
    for student in right.split():
        hand_in(course, student)
    return course


def tasks_of(cluster: Cluster) -> int:
    """How many tasks the scheduler has."""
    return cluster.client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks))


def rows(course: Path) -> list[tuple]:
    """What the gradebook of a course holds of its submissions."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "tiny") as gradebook:
        return sorted(
            (submission.student_id, grade.name, grade.auto_score, grade.needs_manual_grade)
            for submission in gradebook.assignment_submissions("ps1")
            for notebook in submission.notebooks
            for grade in notebook.grades
        )


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_cluster_leaves_what_worker_processes_leave(cluster, tmp_path):
    courses = [make_course(tmp_path / name) for name in ("here", "there")]
    for course in courses:
        hand_in(course, "alice", files={"timestamp.txt": b"2025-01-06 10:00:00 UTC"})
        hand_in(course, "bob", answered(course, answers=MEDIAN))
        hand_in(course, "carol", b"not a notebook")
    here, there = [
        sorted(
            prepare_class(course, "ps1", jobs=2, grade_all=grader).grade(),
            key=lambda report: report.student,
        )
        for course, grader in zip(
            courses, (grade_in_processes, grade_on_cluster(cluster.address)), strict=True
        )
    ]
    assert [each.to_dict() | {"seconds": 0} for each in there] == [
        each.to_dict() | {"seconds": 0} for each in here
    ]
    assert [report.score for report in there] == [10, 8, 1]
    assert rows(courses[1]) == rows(courses[0])
    assert tree(courses[1] / "autograded") == tree(courses[0] / "autograded")


def test_two_identical_submissions_are_two(cluster, tmp_path):
    course = course_with(tmp_path, right="alice")
    run = prepare_class(course, "ps1")
    submission = read_submission(course / "submitted" / "alice" / "ps1", "alice", ["ps1", "ps2"])
    grade = grade_on_cluster(cluster.address)
    results = list(grade(run.key, run.limits, [submission, submission], 1))
    assert [result.report.status for _, result in results] == ["graded", "graded"]


def test_a_worker_killed_in_mid_run_loses_nothing(cluster, tmp_path):
    hold = checks_that(HOLD.format(folder=str(tmp_path)))
    course = course_with(tmp_path, hold, "held", "alice bob carol")
    scores = {}
    for student, report in graded(course, cluster):
        scores[student] = (report.status, report.score)
        if len(scores) == 1:
            wait_until((tmp_path / "held").exists, "the submission to be in work")
            (tmp_path / "go").touch()
            os.kill(int((tmp_path / "held").read_text()), signal.SIGKILL)
    right = ("graded", 10)
    assert scores == {"alice": right, "bob": right, "carol": right, "held": ("graded", 8)}
    cluster.wait_for_workers(2)  # dask starts another in its place


def test_a_submission_that_kills_every_worker_is_found_out(cluster, tmp_path):
    course = course_with(tmp_path, checks_that(DIE), "deadly", "alice bob zoe")
    reports = dict(graded(course, cluster))
    deadly = reports.pop("deadly")
    assert deadly.status == "error"
    assert "each worker that graded it died" in deadly.flags[0]
    assert [(report.status, report.score) for report in reports.values()] == [("graded", 10)] * 3
    cluster.wait_for_workers(2)


def test_whoever_stops_early_leaves_no_work_behind(cluster, tmp_path):
    hold = checks_that(HOLD.format(folder=str(tmp_path)))
    reports = graded(course_with(tmp_path, hold, "held", "alice bob carol dora erik"), cluster)
    next(reports)
    reports.close()
    (tmp_path / "go").touch()
    wait_until(lambda: tasks_of(cluster) == 0, "the scheduler to forget them")


def test_checks_are_unpacked_once_in_a_private_folder_and_removed(tmp_path):
    course = course_with(tmp_path, right="alice bob")
    (course / "keys" / "held_out.json").write_text("{}")
    with Cluster(tmp_path) as cluster:
        cluster.add_worker()
        for _ in range(2):
            assert len(list(graded(course, cluster))) == 2
        [checks] = cluster.unpacked()
        folder = checks.parents[1]
        assert (folder / "held_out.json").read_text() == "{}"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not folder.exists()


def test_the_death_of_the_scheduler_is_told_in_one_line(tmp_path):
    hold = checks_that(HOLD.format(folder=str(tmp_path)))
    course = course_with(tmp_path, hold, "held", "alice")
    with Cluster(tmp_path) as cluster:
        cluster.add_worker()
        cluster.add_worker()
        reports = graded(course, cluster)
        assert next(reports)[0] == "alice"
        cluster.scheduler.kill()
        with pytest.raises(CourseError, match="is lost: what is graded is kept"):
            next(reports)
        (tmp_path / "go").touch()
