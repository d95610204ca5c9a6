"""A grader that runs nothing: for tests of what a class run does with results.

A result depends on the bytes of the submission alone, as a real one does, and has a hint, a file
that the code wrote, and an answer that a person grades.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from grading_course import hand_in
from nbgrader.api import Gradebook

from autograde.classroom.class_run import prepare_class
from autograde.grading.graded import GradedSubmission
from autograde.grading.key import AssignmentKey, NotebookKey, SourceCell
from autograde.grading.limits import Limits
from autograde.grading.report import CellReport, NotebookReport, SubmissionReport
from autograde.grading.submission import Submission


def made_up(
    key: AssignmentKey, limits: Limits, submissions: Iterable[Submission], jobs: int
) -> Iterator[tuple[Submission, GradedSubmission]]:
    """A Grader, in this process."""
    for submission in submissions:
        yield submission, grade(key, submission)


def grade(key: AssignmentKey, submission: Submission) -> GradedSubmission:
    notebooks = tuple(_notebook(notebook, submission) for notebook in key.notebooks)
    report = SubmissionReport(
        submission.student, "graded", key.max_score, notebooks, 1.5, submission.flags
    )
    texts = {name: data.decode() for name, data in submission.notebooks.items()}
    written = {"out/result.bin": b"\0\xff" + submission.student.encode()}
    return GradedSubmission(report, texts, written, submission.timestamp)


def _notebook(key: NotebookKey, submission: Submission) -> NotebookReport:
    data = submission.notebooks.get(key.name, b"")
    return NotebookReport(key.name, tuple(_cell(cell, data) for cell in key.graded_cells))


def _cell(cell: SourceCell, notebook: bytes) -> CellReport:
    if not cell.is_test:
        return CellReport(cell.grade_id, 0.0, cell.points, "manual", manual=True)
    digest = sha256(notebook + cell.grade_id.encode()).digest()
    score = cell.points * (digest[0] % 3) / 2 if digest[0] % 3 else 0.0
    outcome = "passed" if score == cell.points else "failed"
    return CellReport(cell.grade_id, score, cell.points, outcome, message=f"hint {digest.hex()}")


def hand_in_class(course: Path, count: int) -> None:
    """Submissions of student00, student01, ... that all differ."""
    for number in range(count):
        student = f"student{number:02}"
        files = {"notes.txt": student.encode(), "timestamp.txt": b"2025-01-06 10:00:00 UTC"}
        hand_in(course, student, files=files)


def run(course: Path, *, grader=made_up, force: bool = False) -> dict[str, SubmissionReport]:
    """Grade the class; the reports by student."""
    reports = prepare_class(course, "ps1", force=force, grade_all=grader).grade()
    return {report.student: report for report in reports}


def outcome(course: Path, url: str = "") -> tuple[dict, dict]:
    """All that a class run leaves behind: the rows of the gradebook and the autograded files."""
    rows = {}
    with Gradebook(url or f"sqlite:///{course / 'gradebook.db'}", "tiny") as gradebook:
        for submission in gradebook.assignment_submissions("ps1"):
            for notebook in submission.notebooks:
                place = submission.student.id, notebook.name
                rows[place] = submission.timestamp, notebook.late_submission_penalty
                for each in notebook.grades:
                    scores = each.auto_score, each.manual_score, each.extra_credit
                    rows[*place, each.name] = *scores, each.needs_manual_grade
                for each in notebook.comments:
                    rows[*place, each.name, "comment"] = each.auto_comment, each.manual_comment
    folder = course / "autograded"
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
    return rows, files
