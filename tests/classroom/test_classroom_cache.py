"""Kept results: an unchanged submission is not graded again, and nothing false is taken for one."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from grading_course import CHECKS, answered, hand_in, make_course, release
from made_up_grader import hand_in_class, made_up, outcome, run

from autograde.classroom.cache import Cache
from autograde.classroom.class_run import prepare_class
from autograde.classroom.fingerprint import Fingerprints
from autograde.grading.graded import GradedSubmission
from autograde.grading.limits import Limits
from autograde.grading.report import CellReport, NotebookReport, SubmissionReport


def statuses(reports: dict[str, SubmissionReport]) -> list[str]:
    return [reports[student].status for student in sorted(reports)]


@pytest.fixture
def course(tmp_path) -> Path:
    folder = make_course(tmp_path / "tiny", checks=CHECKS)
    hand_in_class(folder, 3)
    return folder


def entries(course: Path) -> list[Path]:
    return sorted((course / ".grading").rglob("*.zip"))


def as_json(reports: dict[str, SubmissionReport]) -> str:
    dicts = [replace(reports[name], status="graded").to_dict() for name in sorted(reports)]
    return json.dumps(dicts)


def test_a_second_run_grades_nobody_and_tells_the_same_with_hints_and_lateness(course):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write('c.LateSubmissionPlugin.penalty_method = "zero"\n')
    hand_in(course, "late", files={"timestamp.txt": b"2999-01-01 00:00:00 UTC"})
    set_due_date(course)
    first, before = run(course), outcome(course)
    again = run(course)
    assert statuses(first) == ["graded"] * 4
    assert statuses(again) == ["cached"] * 4
    assert as_json(again) == as_json(first)
    assert first["late"].flags[-1].startswith("late: ")
    assert outcome(course) == before


def set_due_date(course: Path) -> None:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "tiny") as gradebook:
        gradebook.update_or_create_assignment("ps1", duedate="2025-02-01 00:00:00 UTC")


def test_force_grades_everybody(course):
    run(course)
    assert statuses(run(course, force=True)) == ["graded"] * 3


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "ps2.ipynb").open("a").write("\n"),
        lambda folder: (folder / "ps2.ipynb").unlink(),
        lambda folder: (folder / "notes.txt").write_text("mine, changed"),
        lambda folder: (folder / "more.txt").write_text("new"),
        lambda folder: (folder / "timestamp.txt").write_text("2025-01-07 10:00:00 UTC"),
    ],
)
def test_one_changed_submission_is_graded_again_and_no_other(course, change):
    run(course)
    change(course / "submitted" / "student01" / "ps1")
    assert statuses(run(course)) == ["cached", "graded", "cached"]
    assert len(entries(course)) == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda course: (course / "keys/ps1/checks.py").write_text(CHECKS + "\n"),
        lambda course: (course / "keys/ps1/images.bin").write_bytes(b"other images"),
        lambda course: (course / "keys/held_out.webp").write_bytes(b"other images"),
        lambda course: (course / "source/ps1/data.txt").write_text("other data"),
    ],
)
def test_a_change_of_the_assignment_grades_everybody(course, change):
    run(course)
    change(course)
    assert statuses(run(course)) == ["graded"] * 3


def test_a_new_release_grades_everybody(course):
    run(course)
    source = course / "source" / "ps1" / "ps2.ipynb"
    source.write_text(source.read_text().replace("zero(3) == 0", "zero(4) == 0"))
    shutil.rmtree(course / "release")  # or nbgrader leaves it alone
    release(course)
    assert statuses(run(course)) == ["graded"] * 3


def test_limits_count_but_not_the_share_of_the_machine(course):
    key = prepare_class(course, "ps1").key
    submission = next(prepare_class(course, "ps1")._read(["student00"], []))
    usual = Fingerprints(key, Limits()).of(submission)
    assert Fingerprints(key, Limits(threads=7, startup_seconds=1)).of(submission) == usual
    others = [Limits(cell_seconds=1), Limits(data="full"), Limits(output_bytes=1)]
    found = {Fingerprints(key, limits).of(submission) for limits in others}
    assert len(found) == 3 and usual not in found


def test_other_versions_of_the_software_count(course, monkeypatch):
    run(course)
    monkeypatch.setattr("autograde.classroom.fingerprint.versions", lambda: {"torch": "1.0"})
    assert statuses(run(course)) == ["graded"] * 3


def test_two_students_with_the_same_files_have_each_their_own(course):
    shutil.copytree(course / "submitted" / "student00", course / "submitted" / "twin")
    run(course)
    assert len(entries(course)) == 4
    assert statuses(run(course)) == ["cached"] * 4


@pytest.mark.parametrize("size", [0, 10, -1, -30, "zeros", "middle"])
def test_a_damaged_entry_is_graded_anew(course, size):
    first, before = run(course), outcome(course)
    shutil.rmtree(course / "autograded")
    for entry in entries(course):
        data = entry.read_bytes()
        if size == "zeros":
            data = bytes(len(data))
        elif size == "middle":
            half = len(data) // 2
            data = data[:half] + bytes([data[half] ^ 0xFF] * 8) + data[half + 8 :]
        else:
            data = data[:size]
        entry.write_bytes(data)
    again = run(course)
    assert statuses(again) == ["graded"] * 3
    assert (as_json(again), outcome(course)) == (as_json(first), before)


def test_an_entry_of_another_student_is_not_taken(course):
    run(course)
    first, second, _ = entries(course)
    shutil.copy(first, second)
    assert sorted(statuses(run(course))) == ["cached", "cached", "graded"]


def test_a_result_comes_back_as_it_went_in(tmp_path):
    cell = CellReport("a", 1.5, 2.0, "partial", False, "hint \udcff\n", 0.5)
    report = SubmissionReport("zoë", "graded", 2.0, (NotebookReport("n", (cell,)),), 0.25, ("!",))
    graded = GradedSubmission(report, {"n": "{}\n", "ü": "text"}, {"a/b": b"\0", "\udcff": b""})
    cache = Cache(tmp_path / "kept", "ps1")
    cache.keep("f" * 64, graded, {})
    assert cache.read("zoë", "f" * 64) == graded
    assert cache.read("zoë", "e" * 64) is None
    assert cache.read("zoe", "f" * 64) is None
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o700


def test_errors_are_not_kept(course):
    def failing(*arguments):
        for submission, graded in made_up(*arguments):
            yield submission, replace(graded, report=replace(graded.report, status="error"))

    assert statuses(run(course, grader=failing)) == ["error"] * 3
    assert entries(course) == []


@pytest.mark.parametrize("outcome_of_cell", ["timeout", "killed"])
def test_what_a_busy_machine_may_have_decided_is_written_and_graded_again(course, outcome_of_cell):
    def slow(*arguments):
        for submission, graded in made_up(*arguments):
            flags = (f"{outcome_of_cell}: ps1.ipynb, cell 3",)
            is_slow = submission.student == "student01"
            report = replace(graded.report, flags=flags) if is_slow else graded.report
            yield submission, replace(graded, report=report)

    run(course, grader=slow)
    assert statuses(run(course, grader=slow)) == ["cached", "graded", "cached"]
    shutil.rmtree(course / "autograded")  # as if it had been killed before it wrote them
    assert statuses(run(course)) == ["cached", "graded", "cached"]
    assert statuses(run(course)) == ["cached"] * 3


def test_results_are_written_where_they_cannot_be_kept(course):
    (course / ".grading").mkdir()
    (course / ".grading" / "results").write_text("in the way")
    reports = run(course)
    assert statuses(reports) == ["graded"] * 3
    assert all("not kept for the next run" in report.flags[-1] for report in reports.values())
    assert outcome(course)[0]
    assert statuses(run(course)) == ["graded"] * 3


def test_a_changed_answer_replaces_the_old_entry(course):
    run(course)
    for answer in ("1", "2", "3"):
        hand_in(course, "student00", answered(course, answers={"double": answer}))
        run(course)
    assert len(list((course / ".grading" / "results" / "ps1").iterdir())) == 3
