"""What a class run grades, writes, keeps, and leaves alone."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from grading_course import answered, hand_in, make_course
from made_up_grader import hand_in_class, made_up, outcome, run
from nbgrader.api import Gradebook
from sqlalchemy.exc import OperationalError

from autograde.classroom import class_run, writer
from autograde.classroom.class_run import prepare_class
from autograde.grading.report import SubmissionReport

MONDAY, TUESDAY = b"2025-01-06 10:00:00 UTC", b"2025-01-07 10:00:00 UTC"


def statuses(reports: dict[str, SubmissionReport]) -> dict[str, str]:
    return {student: report.status for student, report in reports.items()}


@pytest.fixture
def course(tmp_path) -> Path:
    folder = make_course(tmp_path / "tiny", checks="")
    hand_in(folder, "alice", files={"timestamp.txt": MONDAY})
    hand_in(folder, "bob", files={"timestamp.txt": MONDAY})
    return folder


@pytest.fixture
def gradebook(course) -> Iterator[Gradebook]:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "tiny") as opened:
        yield opened


def test_a_newer_submission_is_graded_again_and_its_time_stored(course, gradebook):
    run(course)
    wrong = answered(course, answers={"double": ""})
    hand_in(course, "alice", wrong, files={"timestamp.txt": TUESDAY})
    assert statuses(run(course)) == {"alice": "graded", "bob": "cached"}
    assert gradebook.find_submission("ps1", "alice").timestamp.day == 7


def test_only_the_students_that_are_named_are_graded(course):
    reports = prepare_class(course, "ps1", students=["bob"], grade_all=made_up).grade()
    assert [report.student for report in reports] == ["bob"]
    assert not (course / "autograded" / "alice").exists()


def test_manual_scores_and_extra_credit_stay_when_a_submission_is_graded_again(course, gradebook):
    run(course)
    row = gradebook.find_grade("why", "ps1", "ps1", "alice")
    row.manual_score, row.extra_credit, row.needs_manual_grade = 2.5, 1.0, False
    comment = gradebook.find_comment("why", "ps1", "ps1", "alice")
    comment.manual_comment = "Well said."
    gradebook.db.commit()
    before = outcome(course)
    run(course)  # nothing has changed: a person's work is not touched
    assert outcome(course) == before
    run(course, force=True)
    rows = outcome(course)[0]
    assert rows["alice", "ps1", "why"] == (None, 2.5, 1.0, True)  # to be looked at again
    assert rows["alice", "ps1", "why", "comment"][1] == "Well said."


def test_a_late_penalty_counts_manual_scores_and_goes_with_an_extension(course, gradebook):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write('c.LateSubmissionPlugin.penalty_method = "zero"\n')
    gradebook.update_or_create_assignment("ps1", duedate="2025-01-06 09:00:00 UTC")
    assert run(course)["alice"].flags[-1].startswith("late: 1.0 hours, ")
    grade = gradebook.find_grade("why", "ps1", "ps1", "alice")
    grade.manual_score, grade.extra_credit = 2.0, 0.25
    gradebook.db.commit()
    run(course, force=True)
    notebook = gradebook.find_submission_notebook("ps1", "ps1", "alice")
    assert notebook.late_submission_penalty == notebook.score >= 2.25
    gradebook.grant_extension("ps1", "alice", hours=2)
    assert run(course, force=True)["alice"].flags == ()
    gradebook.db.expire_all()
    assert notebook.late_submission_penalty is None


def test_a_gradebook_that_lost_a_grade_is_set_right_from_what_was_kept(course, gradebook):
    run(course)
    before = outcome(course)
    gradebook.remove_submission("ps1", "alice")
    gradebook.find_grade("test_sign", "ps1", "ps1", "bob").auto_score = 99
    gradebook.db.commit()
    assert statuses(run(course)) == {"alice": "cached", "bob": "cached"}
    assert outcome(course) == before


@pytest.mark.parametrize("name", ["alice", "alice/ps1", "alice/ps1/ps1.ipynb", "bob/ps1/data.txt"])
def test_a_folder_that_was_deleted_is_made_again_without_grading(course, name):
    run(course)
    before = outcome(course)
    path = course / "autograded" / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert set(statuses(run(course)).values()) == {"cached"}
    assert outcome(course) == before


def test_a_folder_is_replaced_as_a_whole(course):
    run(course)
    before = outcome(course)
    stale = course / "autograded" / "alice" / "ps1"
    (stale / "stale.txt").write_text("from the last time")
    (stale.parent / ".grading-ps1").mkdir()  # of a run that was killed
    (stale / ".ipynb_checkpoints").mkdir()
    run(course)
    assert outcome(course) == before


def test_a_submission_that_cannot_be_read_is_an_error_of_its_own(course, monkeypatch):
    read = class_run.read_submission

    def refuse(folder, student, *rest):
        if student == "alice":
            raise PermissionError(13, "Permission denied", str(folder))
        return read(folder, student, *rest)

    monkeypatch.setattr(class_run, "read_submission", refuse)
    reports = run(course)
    assert statuses(reports) == {"alice": "error", "bob": "graded"}
    assert "Permission denied" in reports["alice"].flags[0]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ValueError("odd")])
def test_what_cannot_be_written_is_an_error_and_a_rerun_writes_it(course, monkeypatch, error):
    write = writer.write_autograded

    def refuse(course, assignment, student, files):
        if student == "alice":
            raise error
        return write(course, assignment, student, files)

    with monkeypatch.context() as patch:
        patch.setattr(writer, "write_autograded", refuse)
        reports = run(course)
    assert statuses(reports) == {"alice": "error", "bob": "graded"}
    assert str(error) in reports["alice"].flags[0]
    assert statuses(run(course)) == {"alice": "cached", "bob": "cached"}
    assert (course / "autograded" / "alice" / "ps1" / "ps1.ipynb").is_file()


def test_a_student_who_cannot_be_written_does_not_stop_the_batch(course):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write("c.Autograde.create_student = False\n")
    hand_in_class(course, 3)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "tiny") as gradebook:
        for student in ("bob", "student00", "student01", "student02"):
            gradebook.add_student(student)
    reports = run(course)
    assert reports["alice"].status == "error"
    assert "No such student: alice" in reports["alice"].flags[0]
    assert [each.status for each in reports.values()].count("graded") == 4
    assert "alice" not in {place[0] for place in outcome(course)[0]}


def test_a_database_that_is_locked_costs_nobody_anything(course, monkeypatch):
    def refuse(*_):
        raise OperationalError("UPDATE", {}, Exception("database is locked"))

    with monkeypatch.context() as patch:
        patch.setattr(writer, "save_grades", refuse)
        reports = run(course)
    assert statuses(reports) == {"alice": "error", "bob": "error"}
    assert "database is locked" in reports["alice"].flags[0]
    assert not (course / "autograded" / "alice" / "ps1").exists()
    assert statuses(run(course)) == {"alice": "cached", "bob": "cached"}


def test_an_error_writes_no_grade_and_keeps_what_was_there(course):
    run(course)
    before = outcome(course)
    hand_in(course, "alice", files={"timestamp.txt": TUESDAY})

    def fail(*arguments):
        for submission, graded in made_up(*arguments):
            yield submission, replace(graded, report=replace(graded.report, status="error"))

    assert statuses(run(course, grader=fail)) == {"alice": "error", "bob": "cached"}
    assert outcome(course) == before


def test_whoever_stops_iterating_keeps_what_has_come(course):
    def one_only(*arguments):
        yield next(made_up(*arguments))
        raise KeyboardInterrupt

    reports = prepare_class(course, "ps1", grade_all=one_only).grade()
    assert next(reports).student == "alice"
    with pytest.raises(KeyboardInterrupt):
        next(reports)
    assert statuses(run(course)) == {"alice": "cached", "bob": "graded"}


def test_names_of_files_that_would_leave_the_folder_are_left_out(course):
    def sly(*arguments):
        for submission, graded in made_up(*arguments):
            written = {"../../x": b"", "/tmp/made-up-x": b"", "a": b"file", "a/b": b"below a file"}
            yield submission, replace(graded, written=written)

    run(course, grader=sly)
    names = {path.name for path in (course / "autograded" / "alice" / "ps1").iterdir()}
    assert names == {"a", "data.txt", "ps1.ipynb", "ps2.ipynb", "timestamp.txt"}
    assert (course / "autograded" / "alice" / "ps1" / "a").read_bytes() == b"file"
    assert not (course / "autograded" / "x").exists()
    assert set(statuses(run(course, grader=sly)).values()) == {"cached"}
