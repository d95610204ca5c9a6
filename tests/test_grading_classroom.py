"""What a class run grades, keeps, and leaves alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from grading_course import answered, hand_in, make_course
from nbgrader.api import Gradebook
from sqlalchemy.exc import OperationalError

from autograde.grading import classroom
from autograde.grading.classroom import prepare_class
from autograde.grading.grade import grade_submission
from autograde.grading.report import SubmissionReport

MONDAY, TUESDAY = b"2025-01-06 10:00:00 UTC", b"2025-01-07 10:00:00 UTC"


def here(key, limits, submissions, jobs) -> Iterator:
    """Grades in this process: the same results as in others, without starting them."""
    for submission in submissions:
        yield submission, grade_submission(key, submission, limits)


def grade(course: Path, *students: str, force: bool = False) -> dict[str, SubmissionReport]:
    run = prepare_class(course, "ps1", students=students, force=force, grade_all=here)
    return {report.student: report for report in run.grade()}


def statuses(reports: dict[str, SubmissionReport]) -> dict[str, str]:
    return {student: report.status for student, report in reports.items()}


@pytest.fixture
def course(tmp_path) -> Path:
    folder = make_course(tmp_path / "tiny", checks="")
    hand_in(folder, "alice", files={"timestamp.txt": MONDAY})
    return folder


def grades(course: Path, student: str) -> dict[str, tuple]:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "tiny") as gradebook:
        submission = gradebook.find_submission("ps1", student)
        return {
            row.name: (row.auto_score, row.manual_score, row.extra_credit, row.needs_manual_grade)
            for notebook in submission.notebooks
            for row in notebook.grades
        }


def test_an_unchanged_submission_is_left_alone_and_told_from_the_gradebook(course):
    first = grade(course)["alice"]
    again = grade(course)["alice"]
    assert (first.status, again.status) == ("graded", "cached")
    assert [(cell.grade_id, cell.score, cell.outcome) for cell in again.cells] == [
        (cell.grade_id, cell.score, cell.outcome) for cell in first.cells
    ]


def test_a_newer_submission_is_graded_again_and_no_other(course):
    hand_in(course, "bob", files={"timestamp.txt": MONDAY})
    grade(course)
    wrong = answered(course, answers={"double": ""})
    hand_in(course, "alice", wrong, files={"timestamp.txt": TUESDAY})
    assert statuses(grade(course)) == {"alice": "graded", "bob": "cached"}
    assert grades(course, "alice")["test_double"][0] == 0
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "tiny") as gradebook:
        assert gradebook.find_submission("ps1", "alice").timestamp.day == 7


def test_force_grades_again(course):
    grade(course)
    assert statuses(grade(course, "alice", force=True)) == {"alice": "graded"}


def test_a_folder_without_grades_does_not_count_as_graded(course):
    (course / "autograded" / "alice" / "ps1").mkdir(parents=True)
    assert statuses(grade(course)) == {"alice": "graded"}


def test_manual_scores_and_extra_credit_stay_when_a_submission_is_graded_again(course):
    grade(course)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "tiny") as gradebook:
        row = gradebook.find_grade("why", "ps1", "ps1", "alice")
        row.manual_score, row.extra_credit, row.needs_manual_grade = 2.5, 1.0, False
        gradebook.db.commit()
    grade(course, force=True)
    assert grades(course, "alice")["why"] == (None, 2.5, 1.0, True)  # to be looked at again


def test_only_the_students_that_are_named_are_graded(course):
    hand_in(course, "bob")
    assert set(grade(course, "bob")) == {"bob"}
    assert not (course / "autograded" / "alice").exists()


def test_a_submission_that_cannot_be_read_is_an_error_of_its_own(course, monkeypatch):
    hand_in(course, "bob")
    read = classroom.read_submission

    def refuse(folder, student, *rest):
        if student == "alice":
            raise PermissionError(13, "Permission denied", str(folder))
        return read(folder, student, *rest)

    monkeypatch.setattr(classroom, "read_submission", refuse)
    reports = grade(course)
    assert statuses(reports) == {"alice": "error", "bob": "graded"}
    assert "Permission denied" in reports["alice"].flags[0]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ValueError("odd")])
def test_what_cannot_be_written_is_an_error_and_a_rerun_grades_it(course, monkeypatch, error):
    hand_in(course, "bob")
    write = classroom.write_autograded

    def refuse(course, key, submission, graded):
        if submission.student == "alice":
            raise error
        return write(course, key, submission, graded)

    with monkeypatch.context() as patch:
        patch.setattr(classroom, "write_autograded", refuse)
        assert statuses(grade(course)) == {"alice": "error", "bob": "graded"}
    assert statuses(grade(course)) == {"alice": "graded", "bob": "cached"}


def test_a_database_that_is_locked_costs_nobody_anything(course, monkeypatch):
    def refuse(*_):
        raise OperationalError("UPDATE", {}, Exception("database is locked"))

    with monkeypatch.context() as patch:
        patch.setattr(classroom, "save_grades", refuse)
        reports = grade(course)
    assert statuses(reports) == {"alice": "error"}
    assert "database is locked" in reports["alice"].flags[0]
    assert not (course / "autograded" / "alice" / "ps1").exists()
    assert statuses(grade(course)) == {"alice": "graded"}


def test_an_error_writes_no_grade_and_keeps_what_was_there(course):
    grade(course)
    before = grades(course, "alice"), sorted((course / "autograded").rglob("*"))
    hand_in(course, "alice", files={"timestamp.txt": TUESDAY})

    def fail(key, limits, submissions, jobs):
        for submission in submissions:
            graded = grade_submission(replace(key, checks=course / "nowhere"), submission, limits)
            yield submission, graded

    run = prepare_class(course, "ps1", grade_all=fail)
    (report,) = run.grade()
    assert report.status == "error"
    assert before == (grades(course, "alice"), sorted((course / "autograded").rglob("*")))


def test_a_folder_is_replaced_as_a_whole(course):
    grade(course)
    stale = course / "autograded" / "alice" / "ps1"
    (stale / "stale.txt").write_text("from the last time")
    grade(course, force=True)
    assert not (stale / "stale.txt").exists()
    assert [path.name for path in stale.parent.iterdir()] == ["ps1"]


def test_whoever_stops_iterating_keeps_what_was_yielded(course):
    hand_in(course, "bob")
    reports = prepare_class(course, "ps1", grade_all=here).grade()
    assert next(reports).student == "alice"
    reports.close()
    assert statuses(grade(course)) == {"alice": "cached", "bob": "graded"}
